import { expect } from "chai";
import {
  BufferSource,
  DataElement,
  planChunks,
  planToBuffer,
  transferSyntaxOf,
  writePlanToFile,
  type DicomObject,
  type Policy,
  type WritePlan,
} from "../../../../dicom";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { element, objectOf, privateCreator, sequence } from "../../../support/dicom/dataSets";
import {
  BASIC,
  deidentified,
  FULL_DATES,
  MODIFIED_DATES,
  policyWith,
} from "../../../support/dicom/deidentified";
import { rejection } from "../../../support/dicom/rejection";

const KEEPS_COMMENTS = policyWith([], [{ attribute: "ImageComments", action: "K" }]);
const KEEPS_PRIVATE = policyWith([], [{ attribute: "0019,ACME 1.0,10", action: "K" }]);

const PATIENT = [
  element("PatientName", "Farnsworth^Wim"),
  element("PatientID", "HN-4711-23"),
  element("PatientBirthDate", "19580312"),
  element("AccessionNumber", "A20983344"),
  element("InstitutionName", "Saint Elsewhere"),
  element("ReferringPhysicianName", "Li^Na"),
];

/** Where in the output something of the source was found; `undefined` where nothing was. */
async function foundIn(
  elements: readonly DataElement[],
  policy: Policy = KEEPS_COMMENTS,
  changes: Partial<DicomObject> = {},
): Promise<string | undefined> {
  return foundInPlan(deidentified(objectOf([...PATIENT, ...elements], changes), policy).plan);
}

async function foundInPlan(plan: WritePlan): Promise<string | undefined> {
  try {
    await planToBuffer(plan);
    return undefined;
  } catch (error) {
    const { code, path, message } = error as { code: string; path?: string; message: string };
    expect(code).to.equal("RESIDUAL_IDENTIFIER");
    expect(message).to.match(/^a value that was removed from [0-9A-F]{8} still stands in the output$/);
    return path;
  }
}

const comment = (text: string | Uint8Array) => foundIn([element("ImageComments", text)]);
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("the residual scan finds what was removed", () => {
  const COMMENTS = "00204000";

  it("inside of text that a site's rule keeps, in any case", async () => {
    expect(await comment("seen with Farnsworth today")).to.equal(COMMENTS);
    expect(await comment("SEEN WITH FARNSWORTH")).to.equal(COMMENTS);
    expect(await comment("farnsworth")).to.equal(COMMENTS);
    expect(await comment("x_Farnsworth_1")).to.equal(COMMENTS);
  });

  it("of IDs and accession numbers, as they are and with other separators", async () => {
    for (const text of ["HN-4711-23", "no. HN471123.", "hn-4711-23", "A20983344", "a-20983344", "HN 471123"])
      expect(await comment(text), text).to.equal(COMMENTS);
  });

  it("of dates in every common spelling", async () => {
    const spellings = [
      "19580312",
      "1958-03-12",
      "1958.03.12",
      "1958/3/12",
      "1958:03:12 10:00",
      "12.03.1958",
      "12.3.1958",
      "12-03-1958",
      "03/12/1958",
      "12 Mar 1958",
      "12-MAR-1958",
      "12. March 1958",
      "March 12, 1958",
      "Mar 12 1958",
      "1958-Mar-12",
      "195803121015",
      "12th March 1958",
      "born:12Mar1958",
    ];
    for (const text of spellings) expect(await comment(`on ${text}.`), text).to.equal(COMMENTS);
    for (const text of spellings)
      expect(await comment(Buffer.from(`on ${text}.`, "utf16le")), text).to.equal(COMMENTS);
  });

  it("of values in the wrong VR or form, and of numbers without their leading zeros", async () => {
    const content = (subject: DataElement, text: string) => [subject, element("ImageComments", text)];
    const bytes = element("PatientName", "Quirinius^Wim", "OB");
    expect(await foundIn(content(bytes, "by Quirinius"))).to.equal(COMMENTS);
    expect(await foundIn(content(element("PatientBirthDate", "12.03.1931"), "12031931"))).to.equal(COMMENTS);
    expect(await foundIn(content(element("PatientBirthDate", "12.03.1931"), "*12.03.1931"))).to.equal(
      COMMENTS,
    );
    expect(await foundIn(content(element("PatientID", "0000471123"), "no. 471123"))).to.equal(COMMENTS);
  });

  it("of names whose parts are short, in either order", async () => {
    for (const text of ["Li^Na", "by Li, Na", "Dr. Na Li", "LI_NA", "li.na"])
      expect(await comment(text), text).to.equal(COMMENTS);
  });

  it("of institutions, as a whole", async () => {
    expect(await comment("from SAINT ELSEWHERE")).to.equal(COMMENTS);
    expect(await comment("elsewhere")).to.equal(undefined);
  });

  it("of UIDs that were mapped", async () => {
    expect(await comment("see 1.2.826.0.1.3680043.99.1 there")).to.equal(COMMENTS);
    expect(await comment("see 1.2.826.0.1.3680043.99.12 there")).to.equal(undefined);
    expect(await comment("see 1.2.826.0.1.3680043.99 there")).to.equal(undefined);
  });

  it("in UTF-16 of both byte orders", async () => {
    for (const text of ["Farnsworth", "HN-4711-23", "Li, Na"]) {
      expect(await comment(Buffer.concat([Buffer.from("x "), Buffer.from(text, "utf16le")])), text).to.equal(
        COMMENTS,
      );
      expect(await comment(Buffer.concat([Buffer.from("x "), utf16be(text)])), text).to.equal(COMMENTS);
    }
  });

  it("in the character set of the object, in UTF-8 and Latin-1, upper-cased and without accents", async () => {
    const object = (comments: Uint8Array | string) => [
      element("SpecificCharacterSet", "ISO_IR 144"),
      element("PatientName", Buffer.from([0xb8, 0xd2, 0xd0, 0xdd, 0xde, 0xd2])), // Иванов
      element("OperatorsName", "M\xfcller-L\xfcd\xe9nscheidt", "PN"),
      element("ImageComments", comments),
    ];
    const texts = [
      Buffer.from([0x20, 0xb8, 0xd2, 0xd0, 0xdd, 0xde, 0xd2, 0x20]),
      Buffer.from(" Иванов "),
      Buffer.from(" ИВАНОВ "),
      Buffer.from("Иванов", "utf16le"),
    ];
    for (const text of texts) expect(await foundIn(object(text)), text.toString("hex")).to.equal(COMMENTS);
    const latin = (comments: Uint8Array | string) => [
      element("SpecificCharacterSet", "ISO_IR 100"),
      element("PatientName", "M\xfcller"),
      element("ImageComments", comments),
    ];
    for (const text of ["by M\xfcller", "by M\xdcLLER", "by Muller", Buffer.from("by MÜLLER")])
      expect(await foundIn(latin(text)), text.toString()).to.equal(COMMENTS);
  });

  it("of names in two ideographs", async () => {
    const content = (comments: string) => [
      element("SpecificCharacterSet", "ISO_IR 192"),
      element("PatientName", Buffer.from("Wang^XiaoDong=王^小东")),
      element("ImageComments", Buffer.from(comments)),
    ];
    expect(await foundIn(content("患者小东的检查"))).to.equal(COMMENTS);
    expect(await foundIn(content("患者的检查"))).to.equal(undefined);
  });

  it("in text that spells a name with other capitals, with two letters for an umlaut, or with an umlaut for two", async () => {
    const content = (name: string, comments: string) => [
      element("SpecificCharacterSet", "ISO_IR 192"),
      element("PatientName", Buffer.from(name)),
      element("ImageComments", Buffer.from(comments)),
    ];
    const pairs = [
      ["ИВАНОВ^ПЁТР", "пациент Иванов"],
      ["ÖZTÜRK^ALI", "by Öztürk"],
      ["Müllerstein^Ida", "MUELLERSTEIN"],
      ["Muellerstein^Ida", "von Müllerstein"],
      ["Strauß^Ida", "strauss"],
    ] as const;
    for (const [name, text] of pairs) expect(await foundIn(content(name, text)), text).to.equal(COMMENTS);
  });

  it("of names that are written without anything between their parts", async () => {
    const content = (name: string, comments: string) => [
      element("SpecificCharacterSet", "ISO_IR 192"),
      element("PatientName", Buffer.from(name)),
      element("ImageComments", Buffer.from(comments)),
    ];
    expect(await foundIn(content("Wang^Li=王^利", "患者王利的检查"))).to.equal(COMMENTS);
    expect(await foundIn(content("Wang^Li=王^利", "王"))).to.equal(undefined);
  });

  it("of Japanese and Korean names in the middle of other text, and in other kana", async () => {
    const japanese = "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B";
    const inJis = (comments: string) => [
      element("SpecificCharacterSet", "\\ISO 2022 IR 87"), // 山田^太郎=やまだ^たろう
      element("PatientName", japanese),
      element("ImageComments", comments),
    ];
    expect(await foundIn(inJis("\x1b$B;3EDB@O:\x1b(B"))).to.equal(COMMENTS); // 山田太郎
    expect(await foundIn(inJis("\x1b$B%d%^%@\x1b(B"))).to.equal(COMMENTS); // ヤマダ
    expect(await foundIn(inJis("lot ;3ED"))).to.equal(undefined); // the bytes of 山田 as ASCII
    const inKorean = (comments: string) => [
      element("SpecificCharacterSet", "\\ISO 2022 IR 149"),
      element(
        "PatientName",
        "Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf",
      ),
      element("ImageComments", comments),
    ];
    expect(await foundIn(inKorean("\x1b$)C\xc8\xab\xb1\xe6\xb5\xbf"))).to.equal(COMMENTS); // 홍길동
  });

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

describe("the residual scan does not take for a value of the patient", () => {
  it("words that the name is part of, and what is part of a longer number", async () => {
    const content = (text: string, name = "Forman^Porter") => [
      element("PatientName", name),
      element("PatientID", "12345"),
      element("ImageComments", text),
    ];
    expect(await foundIn(content("a performance reporter"))).to.equal(undefined);
    expect(await foundIn(content("lot 99123456"))).to.equal(undefined);
    expect(await foundIn(content("value 0.123451"))).to.equal(undefined);
    expect(await foundIn(content("lot 12345."))).to.equal("00204000");
  });

  it("terms that a name happens to be", async () => {
    const content = (name: string, ...more: DataElement[]) => [
      element("PatientName", name),
      element("BodyPartExamined", "CHEST"),
      element("Manufacturer", "SIEMENS"),
      element("ImageType", "ORIGINAL\\PRIMARY\\AXIAL"),
      ...more,
    ];
    for (const name of [
      "Chest^Xi",
      "SIEMENS",
      "Original^Image",
      "CT",
      "Axial",
      "Number^Rows",
      "Smith^Siemens",
    ])
      expect(await foundIn(content(name)), name).to.equal(undefined);
    const model = element("ManufacturerModelName", "Kowalski 500");
    expect(await foundIn(content("Kowalski^Adamus", model))).to.equal(undefined);
    const protocol = element("ProtocolName", "Kowalski 500");
    const keepsProtocol = policyWith([], [{ attribute: "ProtocolName", action: "K" }]);
    expect(await foundIn(content("Kowalski^Adamus", protocol), keepsProtocol)).to.equal("00181030");
  });

  it("a moved date that is another date of the object", async () => {
    const policy = policyWith([MODIFIED_DATES]);
    const moved = deidentified(objectOf([element("StudyDate", "20200229")]), policy).object.dataSet.get(
      "StudyDate",
    );
    if (moved?.value.kind !== "bytes") throw new Error("no date");
    const other = Buffer.from(moved.value.chunk).toString("latin1");
    expect(
      await foundIn(
        [element("PatientID", "ID-1"), element("StudyDate", "20200229"), element("SeriesDate", other)],
        policy,
      ),
    ).to.equal(undefined);
  });

  it("numbers that are measured, and short ones", async () => {
    const content = [
      element("PatientID", "512512"),
      element("RescaleIntercept", "512512"),
      element("ExposureTime", "512512"),
      element("AccessionNumber", "4711"),
      element("ImageComments", "4711"),
    ];
    expect(await foundIn(content)).to.equal(undefined);
  });

  it("what the policy keeps elsewhere", async () => {
    const policy = policyWith(
      [],
      [
        { attribute: "PatientID", action: "K" },
        { attribute: "OperatorsName", action: "K" },
        { attribute: "ImageComments", action: "K" },
      ],
    );
    const content = [
      element("OtherPatientIDs", "HN-4711-23"),
      element("OperatorsName", "Ottokar^Anna"),
      element("ReferringPhysicianName", "Ottokar^Anna"),
      element("ImageComments", "HN-4711-23"),
    ];
    expect(await foundIn(content, policy)).to.equal(undefined);
    expect(await foundIn([...content, element("ImageComments", "Farnsworth")], policy)).to.equal("00204000");
  });

  it("dates that an option keeps, in whatever form they are", async () => {
    for (const date of ["20040119", "2004.01.19"])
      expect(await foundIn([element("StudyDate", date)], policyWith([FULL_DATES])), date).to.equal(undefined);
  });

  it("UIDs that an option keeps, and dates inside of them", async () => {
    const policy = policyWith(["retainUids", MODIFIED_DATES]);
    const content = [element("StudyDate", "20040119"), element("SOPInstanceUID", "1.3.6.1.20040119.5")];
    expect(await foundIn(content, policy)).to.equal(undefined);
  });
});

describe("an output in which something was found", () => {
  const leaking = () =>
    deidentified(objectOf([...PATIENT, element("ImageComments", "Farnsworth")]), KEEPS_COMMENTS).plan;

  it("is no file, nor part of one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "residual-"));
    try {
      const error = await rejection(writePlanToFile(leaking(), join(folder, "out.dcm")));
      expect(error.code).to.equal("RESIDUAL_IDENTIFIER");
      expect(await readdir(folder)).to.deep.equal([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is no stream that ends in order", async () => {
    const read = async () => {
      for await (const chunk of planChunks(leaking())) expect(chunk.length).to.be.greaterThan(0);
    };
    expect((await rejection(read())).code).to.equal("RESIDUAL_IDENTIFIER");
  });

  it("is found before it is deflated", async () => {
    const transferSyntax = transferSyntaxOf("1.2.840.10008.1.2.1.99");
    const content = [element("ImageComments", "Farnsworth")];
    expect(await foundIn(content, KEEPS_COMMENTS, transferSyntax && { transferSyntax })).to.equal("00204000");
  });
});
