import { expect } from "chai";
import { BufferSource, DataElement, transferSyntaxOf } from "../../../../../dicom";
import { element, objectOf, privateCreator, sequence } from "../../../../support/dicom/dataSets";
import { BASIC, deidentified, policyWith } from "../../../../support/dicom/deidentified";
import { COMMENTS, foundIn, foundInPlan, KEEPS_COMMENTS, PATIENT } from "../../../../support/dicom/residual";

const KEEPS_PRIVATE = policyWith([], [{ attribute: "0019,ACME 1.0,10", action: "K" }]);

describe("the residual scan finds what was removed, wherever it is,", () => {
  it("in the bytes of a private attribute that a site's rule keeps", async () => {
    const content = (value: Uint8Array, vr: "UN" | "OB" | "LO") => [
      privateCreator(0x0019, 0x10, "ACME 1.0"),
      element(0x00191010, value, vr),
    ];
    const bytes = Buffer.concat([Buffer.from([1, 2, 3]), Buffer.from("FARNSWORTH"), Buffer.alloc(3)]);
    expect(await foundIn(content(bytes, "UN"), KEEPS_PRIVATE)).to.equal("00191010");
    expect(await foundIn(content(bytes, "OB"), KEEPS_PRIVATE)).to.equal("00191010");
    expect(await foundIn(content(Buffer.from("Farnsworth^Wim"), "LO"), KEEPS_PRIVATE)).to.equal("00191010");
    expect(await foundIn(content(Buffer.alloc(16, 7), "UN"), KEEPS_PRIVATE)).to.equal(undefined);
  });

  it("in what an option keeps of devices, where it is the patient's ID, or a part of the name and nothing else", async () => {
    const policy = policyWith(["retainDeviceIdentity"]);
    const content = (text: string) => [element("GantryID", text)];
    expect(await foundIn(content("HN-4711-23"), policy)).to.equal("00181008");
    expect(await foundIn(content("Farnsworth"), policy)).to.equal("00181008");
    expect(await foundIn(content("Room Farnsworth"), policy)).to.equal(undefined);
    const keepsId = policyWith(["retainDeviceIdentity"], [{ attribute: "PatientID", action: "K" }]);
    expect(await foundIn(content("HN-4711-23"), keepsId)).to.equal(undefined);
  });

  it("in an item, and says where", async () => {
    const content = [sequence("ProcedureCodeSequence", [element("CodeMeaning", "MR of Farnsworth")])];
    expect(await foundIn(content, BASIC)).to.equal("00081032[0].00080104");
  });

  it("in the file meta information", async () => {
    const { plan, object } = deidentified(objectOf(PATIENT), BASIC);
    expect(await foundInPlan(plan)).to.equal(undefined);
    const [head, ...rest] = plan.segments;
    if (head?.kind !== "literal") throw new Error("an unexpected plan");
    const bytes = Buffer.from(head.bytes);
    bytes.write("FARNSWORTH", bytes.indexOf("MED_IMG_PIPE_1"), "latin1");
    const path = await foundInPlan({ ...plan, segments: [{ ...head, bytes }, ...rest] });
    expect(object.fileMeta.has("ImplementationVersionName")).to.equal(true);
    expect(path).to.equal("00020013");
    bytes.write("FARNSWORTH", 40, "latin1");
    expect(await foundInPlan({ ...plan, segments: [{ ...head, bytes }, ...rest] })).to.equal(undefined);
  });

  it("at the edges of a value in every encoding, whatever the length and the next tag look like", async () => {
    for (const uid of ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"]) {
      const transferSyntax = transferSyntaxOf(uid);
      // Lengths 0x30 to 0x7A and groups such as 0054 are letters and digits for whoever takes them for text.
      for (let length = 8; length < 0x7c; length += 2) {
        const value = "Wimble".padEnd(length, ".");
        const content = [
          element("PatientName", "Wimble"),
          element("ImageComments", value),
          element(0x00540011, Uint8Array.of(1, 0), "US"),
        ];
        expect(
          await foundIn(content, KEEPS_COMMENTS, transferSyntax && { transferSyntax }),
          `${uid} ${length}`,
        ).to.equal(COMMENTS);
      }
      const ends = [
        element("PatientName", "Wimble"),
        element(0x00204000, "see Wimble"),
        element(0x00540011, Uint8Array.of(1, 0), "US"),
      ];
      expect(await foundIn(ends, KEEPS_COMMENTS, transferSyntax && { transferSyntax }), uid).to.equal(
        COMMENTS,
      );
    }
  });
});

describe("the residual scan of long values", () => {
  const TEXT = 0x00720070; // SelectorUTValue
  const long = (tag: number, vr: "OW" | "UT", bytes: Uint8Array) =>
    new DataElement(tag, vr, {
      kind: "range",
      source: new BufferSource(bytes),
      offset: 0,
      lengthBytes: bytes.length,
      bigEndian: false,
    });
  const KEEPS_TEXT = policyWith([], [{ attribute: "SelectorUTValue", action: "K" }]);

  it("finds a name across the border of two pieces, at any place", async () => {
    const MIB = 1024 * 1024;
    for (let shift = 0; shift <= 12; shift++) {
      const bytes = Buffer.alloc(MIB + 1000, "lorem ");
      bytes.write(" Farnsworth ", MIB - shift, "latin1");
      expect(await foundIn([long(TEXT, "UT", bytes)], BASIC)).to.equal(undefined);
      expect(await foundIn([long(TEXT, "UT", bytes)], KEEPS_TEXT), String(shift)).to.equal("00720070");
    }
  });

  it("finds a name in what a product is called, where that is left in the source", async () => {
    const bytes = Buffer.alloc(80_000, "lorem ");
    bytes.write(" Farnsworth, Wim ", 40_000, "latin1");
    expect(await foundIn([long(0x00181020, "UT", bytes)], BASIC)).to.equal("00181020");
  });

  it("finds what is long in pixel data, and takes nothing short for a value there", async () => {
    for (let place = 70_000; place < 70_008; place++) {
      const bytes = Buffer.alloc(140_000);
      bytes.write("Farnsworth", place, "latin1");
      expect(await foundIn([long(0x7fe00010, "OW", bytes)], BASIC)).to.equal("7FE00010");
      bytes.write("Farnsw0rth", place, "latin1");
      expect(await foundIn([long(0x7fe00010, "OW", bytes)], BASIC)).to.equal(undefined);
    }
    const bytes = Buffer.alloc(140_000);
    bytes.write("Li^Na", 100_000, "latin1");
    expect(await foundIn([long(0x7fe00010, "OW", bytes)], BASIC)).to.equal(undefined);
  });
});
