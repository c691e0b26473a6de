import { expect } from "chai";
import * as v from "valibot";
import { BufferSource, readDicom } from "../../../dicom";
import { attributeOf, tagOf } from "../../../dicom/dictionary/attributes";
import { extractMetadata } from "../../../src/metadata/extractMetadata";
import { objectMetadataSchema } from "../../../src/metadata/objectMetadata";
import { CT_IMAGE, ctFile, EXPLICIT_LE, PLANTED, UIDS, type CtChanges } from "../pipeline/support/ctFile";

const metadataOf = async (changes: CtChanges = {}) =>
  extractMetadata(await readDicom(new BufferSource(ctFile(changes))));

describe("the metadata of an object", () => {
  it("has each attribute in the entity that it describes, numbers as numbers", async () => {
    const metadata = await metadataOf();
    expect(metadata.patient).to.deep.equal({
      PatientName: PLANTED.name,
      PatientID: PLANTED.id,
      PatientBirthDate: "19500101",
      PatientSex: "F",
    });
    expect(metadata.instance).to.deep.equal({
      SOPClassUID: CT_IMAGE,
      SOPInstanceUID: UIDS.instance,
      TransferSyntaxUID: EXPLICIT_LE,
      InstanceNumber: 1,
    });
    expect(metadata.image).to.include({ Rows: 4, Columns: 4, BitsStored: 12, RescaleIntercept: -1024 });
    expect(metadata.image?.ImageOrientationPatient).to.deep.equal([1, 0, 0, 0, 1, 0]);
    expect(metadata.ct).to.deep.equal({ KVP: 120 });
    expect(metadata.mr).to.equal(undefined);
  });

  it("leaves out what is absent, empty, or not in the form of the standard", async () => {
    const { study, series, image } = await metadataOf({
      0x00080020: ["DA", "2024-02-29"],
      0x00080030: undefined,
      0x00081030: ["LO", ""],
      0x0020000e: ["UI", "1..2"],
      0x00200011: ["IS", "one"],
      0x00280030: ["DS", "1"],
    });
    expect(study).to.have.all.keys(
      "StudyInstanceUID",
      "StudyID",
      "AccessionNumber",
      "ReferringPhysicianName",
    );
    expect(series).not.to.have.any.keys("SeriesInstanceUID", "SeriesNumber");
    expect(image).not.to.have.property("PixelSpacing");
  });

  it("has no image where there are no pixels, and fits its schema in any case", async () => {
    for (const changes of [{}, { 0x7fe00010: undefined }, { 0x00080016: ["UI", "1.2.3"] }] as const) {
      const metadata = await metadataOf(changes);
      expect(v.is(objectMetadataSchema, metadata)).to.equal(true);
      expect("image" in metadata).to.equal(!("0x7fe00010" in changes || 0x7fe00010 in changes));
    }
  });

  it("is refused of what says neither what nor which it is", async () => {
    for (const tag of [0x00080016, 0x00080018]) {
      const object = await readDicom(new BufferSource(ctFile({ [tag]: undefined })));
      expect(() =>
        extractMetadata({ ...object, fileMeta: object.fileMeta.without(0x00020002).without(0x00020003) }),
      )
        .to.throw()
        .with.property("code", tag === 0x00080016 ? "MISSING_SOP_CLASS_UID" : "MISSING_SOP_INSTANCE_UID");
    }
  });

  it("is made of keywords of PS3.6", () => {
    const entities = Object.values(objectMetadataSchema.entries).map((entity) =>
      "wrapped" in entity ? entity.wrapped : entity,
    );
    for (const keyword of entities.flatMap(({ entries }) => Object.keys(entries))) {
      const tag = tagOf(keyword);
      expect(tag && attributeOf(tag)?.retired, keyword).to.equal(false);
    }
  });
});
