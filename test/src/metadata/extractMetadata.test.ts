import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { BufferSource, DicomError, readDicom } from "../../../dicom";
import { attributeOf, tagOf } from "../../../dicom/dictionary/attributes";
import { extractMetadata } from "../../../src/metadata/extractMetadata";
import { objectMetadataSchema } from "../../../src/metadata/objectMetadata";
import { buildCorpus } from "../../../tools/leaks/corpus/corpus";
import { element } from "../../support/dicom/bytes";
import {
  CT_IMAGE,
  ctFile,
  EXPLICIT_LE,
  PLANTED,
  sequenceOf,
  UIDS,
  type CtChanges,
} from "../pipeline/support/ctFile";

const metadataOf = async (changes: CtChanges = {}) =>
  extractMetadata(await readDicom(new BufferSource(ctFile(changes))));

const corpus = process.env.DICOM_CORPUS ?? resolve(__dirname, "../../../..", "../shared/corpus");

/** What is read back of the JSON that is printed of a file; `undefined` of one that cannot be read. */
async function printedOf(bytes: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse(JSON.stringify(extractMetadata(await readDicom(new BufferSource(bytes)))));
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

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

  it("leaves out numbers that JSON does not have, or that are not of the VR", async () => {
    const { series, image, ct } = await metadataOf({
      0x00180050: ["DS", "1e400"],
      0x00180060: ["FD", Buffer.from("000000000000f0ff", "hex")], // -Infinity
      0x00181150: ["IS", "1.0"],
      0x00181151: ["IS", "-2147483648"],
      0x00181152: ["DS", "0.5"],
      0x00200011: ["IS", "99999999999"],
      0x00280030: ["DS", "1\\1e999"],
      0x00281050: ["DS", "40\\-1e999"],
    });
    expect(series).not.to.have.property("SeriesNumber");
    expect(image).not.to.have.any.keys("SliceThickness", "PixelSpacing", "WindowCenter");
    expect(ct).to.deep.equal({ XRayTubeCurrent: -2147483648 });
  });

  it("leaves out days and times that do not exist, and UIDs with leading zeros", async () => {
    const { study, series, instance } = await metadataOf({
      0x00080020: ["DA", "99999999"],
      0x00080021: ["DA", "20230229"],
      0x00080023: ["DA", "20240229"],
      0x00080030: ["TM", "996199"],
      0x00080031: ["TM", "2360"],
      0x00080033: ["TM", "235960.5"],
      0x0020000d: ["UI", "01.02"],
      0x0020000e: ["UI", "1.02"],
    });
    expect(study).not.to.have.any.keys("StudyDate", "StudyTime", "StudyInstanceUID");
    expect(series).not.to.have.any.keys("SeriesDate", "SeriesTime", "SeriesInstanceUID");
    expect(instance).to.include({ ContentDate: "20240229", ContentTime: "235960.5" });
  });

  it("leaves out what the object is and which, where that is no UID", async () => {
    const { instance } = await metadataOf({
      0x00080016: ["UI", "CT IMAGE"],
      0x00080018: ["UI", "dccc9599087131742838cc1162a630fe"],
    });
    expect(instance).to.deep.equal({ TransferSyntaxUID: EXPLICIT_LE, InstanceNumber: 1 });
  });

  it("fits its schema, in files with identifiers in every place", async () => {
    let all = 0;
    for (const { name, bytes } of await buildCorpus("quick")) {
      const printed = await printedOf(bytes);
      if (printed === undefined) continue;
      expect(v.safeParse(objectMetadataSchema, printed).issues, name).to.equal(undefined);
      all++;
    }
    expect(all).to.be.greaterThan(20);
  });

  it("fits its schema, in files of other makers (skipped where ../shared/corpus is absent)", async function () {
    if (!existsSync(corpus)) this.skip();
    let all = 0;
    for (const name of (await readdir(corpus)).filter((one) => !one.endsWith(".tsv"))) {
      const printed = await printedOf(await readFile(join(corpus, name)));
      if (printed === undefined) continue;
      expect(v.safeParse(objectMetadataSchema, printed).issues, name).to.equal(undefined);
      all++;
    }
    expect(all).to.be.greaterThan(0);
  });

  it("has no image where there are no pixels, and fits its schema in any case", async () => {
    for (const changes of [{}, { 0x7fe00010: undefined }, { 0x00080016: ["UI", "1.2.3"] }] as const) {
      const metadata = await metadataOf(changes);
      expect(v.is(objectMetadataSchema, metadata)).to.equal(true);
      expect("image" in metadata).to.equal(!("0x7fe00010" in changes || 0x7fe00010 in changes));
    }
  });

  it("has what functional groups say of all frames, where the top level says nothing", async () => {
    const group = (tag: number, ...content: Uint8Array[][]) => element(tag, "SQ", sequenceOf(...content)[1]);
    const measures = [element(0x00180050, "DS", "2 "), element(0x00280030, "DS", "0.5\\0.25")];
    const shared = [
      group(0x00189301, [element(0x00180060, "DS", "80")], [element(0x00180060, "DS", "140 ")]),
      group(0x00289110, measures),
    ];
    const frame = (position: string) => [
      group(0x00209113, [element(0x00200032, "DS", position)]),
      group(0x00209116, [element(0x00200037, "DS", "1\\0\\0\\0\\1\\0 ")]),
      group(0x20050010, [element(0x00281053, "DS", "7 ")]),
    ];
    const { image, ct } = await metadataOf({
      0x00080016: ["UI", "1.2.840.10008.5.1.4.1.1.2.1"],
      0x00180050: ["DS", "3"],
      ...Object.fromEntries(
        [0x00180060, 0x00200032, 0x00200037, 0x00280030, 0x00281053].map((tag) => [tag, undefined]),
      ),
      0x52009229: sequenceOf(shared),
      0x52009230: sequenceOf(frame("0\\0\\1 "), frame("0\\0\\2 ")),
    });
    expect(image).to.deep.include({
      SliceThickness: 3, // of the top level
      PixelSpacing: [0.5, 0.25], // shared
      ImageOrientationPatient: [1, 0, 0, 0, 1, 0], // the same in each frame
    });
    // Of each frame another one, and one of a maker's own.
    expect(image).to.not.have.any.keys("ImagePositionPatient", "RescaleSlope");
    expect(ct, "two tubes, two voltages, and nothing else").to.equal(undefined);
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
