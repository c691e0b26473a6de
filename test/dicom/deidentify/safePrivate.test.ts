import { expect } from "chai";
import {
  BufferSource,
  planToBuffer,
  readDicom,
  transferSyntaxOf,
  type DataElement,
  type DataSet,
} from "../../../dicom";
import { element as elementBytes, IMPLICIT, item as itemBytes } from "../../support/dicom/bytes";
import { element, objectOf, privateCreator, sequence } from "../../support/dicom/dataSets";
import {
  deidentified,
  FULL_DATES,
  itemAt,
  MODIFIED_DATES,
  policyWith,
  textAt,
} from "../../support/dicom/deidentified";

const SAFE = policyWith(["retainSafePrivate"]);
const PET = "Philips PET Private Group";
const PHILIPS = "Philips Imaging DD 001";
const SIEMENS_US = "SIEMENS Ultrasound SC2000";

function after(elements: readonly DataElement[], policy = SAFE): DataSet {
  return deidentified(objectOf(elements), policy).object.dataSet;
}

const privateTags = (dataSet: DataSet | undefined): string[] =>
  (dataSet?.elements ?? [])
    .filter(({ tag }) => (tag & 0x10000) !== 0)
    .map(({ tag }) => tag.toString(16).padStart(8, "0"));

const suv = (block = 0x10): DataElement[] => [
  privateCreator(0x7053, block, PET),
  element(0x70530000 + block * 0x100, "1.25", "DS"),
];

const uint16s = (...values: number[]) => new Uint8Array(new Uint16Array(values).buffer);

/** Private Data Element Characteristics, one item of (0008,0300). */
function declaredBlock(
  status: string,
  {
    group = 0x0029,
    creator = "ACME 1.0",
    more = [],
  }: { group?: number; creator?: string; more?: DataElement[] } = {},
): DataElement[] {
  return [
    element("PrivateGroupReference", uint16s(group)),
    element("PrivateCreatorReference", creator),
    element("BlockIdentifyingInformationStatus", status),
    ...more,
  ];
}

const ACME = [
  privateCreator(0x0029, 0x10, "ACME 1.0"),
  element(0x00291001, uint16s(7), "US"),
  element(0x00291002, uint16s(8), "US"),
];

const declaring = (...items: DataElement[][]): DataElement =>
  sequence("PrivateDataElementCharacteristicsSequence", ...items);

describe("Retain Safe Private", () => {
  it("keeps the attributes of Table E.3.10-1 with their creators, and nothing else that is private", () => {
    const dataSet = after([
      ...suv(),
      element(0x70531001, "Smith", "LO"),
      privateCreator(0x0029, 0x10, "ACME"),
      element(0x00291000, "Smith", "LO"),
    ]);
    expect(privateTags(dataSet)).to.deep.equal(["70530010", "70531000"]);
    expect(textAt(dataSet, 0x70530010)).to.equal(PET);
    expect(textAt(dataSet, 0x70531000)).to.equal("1.25");
  });

  it("keeps none of them where it is not chosen", () => {
    expect(privateTags(after(suv(), policyWith()))).to.deep.equal([]);
  });

  it("is claimed as 113111", () => {
    const codes = itemAt(after([]), "DeidentificationMethodCodeSequence", 1);
    expect(textAt(codes, "CodeValue")).to.equal("113111");
  });

  it("goes by the creator without its padding, never by the number of the block", () => {
    const padded = [privateCreator(0x7053, 0x42, `  ${PET}   `), element(0x70534200, "1.25", "DS")];
    expect(textAt(after(padded), 0x70531000)).to.equal("1.25");
    const foreign = [privateCreator(0x7053, 0x10, "ACME"), element(0x70531000, "1.25", "DS")];
    expect(privateTags(after(foreign))).to.deep.equal([]);
    expect(privateTags(after([element(0x70531000, "1.25", "DS")]))).to.deep.equal([]);
  });

  it("does not take an element below 10 for a creator", () => {
    const low = [element(0x70530001, PET, "LO"), element(0x70530100, "1.25", "DS")];
    expect(privateTags(after(low))).to.deep.equal([]);
  });

  it("numbers the blocks that are left from 10 on, in their old order", () => {
    const dataSet = after([
      privateCreator(0x2001, 0x10, "ACME"),
      privateCreator(0x2001, 0x20, "Philips Imaging DD 002"),
      privateCreator(0x2001, 0x31, PHILIPS),
      element(0x20011001, "Smith", "LO"),
      element(0x20012006, uint16s(3), "US"),
      element(0x20013108, "9", "IS"),
    ]);
    expect(privateTags(dataSet)).to.deep.equal(["20010010", "20010011", "20011006", "20011108"]);
    expect(textAt(dataSet, 0x20010010)).to.equal("Philips Imaging DD 002");
    expect(textAt(dataSet, 0x20010011)).to.equal(PHILIPS);
    expect(textAt(dataSet, 0x20011108)).to.equal("9");
  });

  it("removes creators of nothing, and makes one block of those of the same creator", () => {
    const dataSet = after([
      privateCreator(0x2001, 0x10, PHILIPS),
      privateCreator(0x2001, 0x11, PHILIPS),
      privateCreator(0x2001, 0x12, "Philips Imaging DD 002"),
      element(0x20011008, "1", "IS"),
      element(0x20011108, "2", "IS"),
      element(0x20011102, "3", "IS"),
    ]);
    expect(privateTags(dataSet)).to.deep.equal(["20010010", "20011002", "20011008"]);
    expect(textAt(dataSet, 0x20011008), "the first of two stays").to.equal("1");
    expect(textAt(dataSet, 0x20011002)).to.equal("3");
  });

  it("tells of creators and attributes that go", () => {
    const { changes } = deidentified(
      objectOf([...suv(), privateCreator(0x7053, 0x11, "ACME"), element(0x70531100, "x", "LO")]),
      SAFE,
    );
    const gone = changes
      .filter(({ action, tag }) => action === "X" && tag.startsWith("7053"))
      .map(({ tag }) => tag);
    expect(gone).to.have.members(["70531100", "70530011"]);
  });

  it("names the rule that each byte of a renumbered attribute comes from", () => {
    const { plan } = deidentified(objectOf(suv(0x55)), SAFE);
    const rules = plan.segments.flatMap((segment) =>
      segment.kind === "literal" ? segment.spans.map(({ rule }) => rule) : [segment.rule],
    );
    expect(rules).to.include.members(["E.3.10-1 safe private", "creator of private attributes that stay"]);
  });

  it("looks for creators in the very item that holds the attribute", () => {
    const dataSet = after([
      privateCreator(0x7053, 0x10, PET),
      sequence("PertinentOtherEvidenceSequence", [element(0x70531000, "1.25", "DS")], suv(0x20)),
    ]);
    expect(privateTags(dataSet)).to.deep.equal([]);
    expect(privateTags(itemAt(dataSet, "PertinentOtherEvidenceSequence", 0))).to.deep.equal([]);
    expect(privateTags(itemAt(dataSet, "PertinentOtherEvidenceSequence", 1))).to.deep.equal([
      "70530010",
      "70531000",
    ]);
  });

  it("enters the private sequences of the table item by item", () => {
    const nested = [
      ...suv(0x20),
      element("PatientName", "Smith^John"),
      element("StudyDescription", "Smith"),
      element("Modality", "CT"),
      element("PixelData", Uint8Array.of(1, 2), "OW"),
      privateCreator(0x0029, 0x10, "ACME"),
      element(0x00291001, "Smith", "LO"),
    ];
    const dataSet = after([privateCreator(0x2001, 0x10, PHILIPS), sequence(0x2001105f, nested)]);
    const item = itemAt(dataSet, 0x2001105f);
    expect(privateTags(item)).to.deep.equal(["70530010", "70531000"]);
    expect(textAt(item, "Modality")).to.equal("CT");
    expect(textAt(item, "PatientName")).to.equal("");
    expect(item?.has("StudyDescription")).to.equal(false);
    expect(item?.has("PixelData")).to.equal(false);
  });

  it("keeps nothing private in a sequence that action D applies to", () => {
    const dataSet = after([sequence("ContentSequence", suv())]);
    expect(privateTags(itemAt(dataSet, "ContentSequence"))).to.deep.equal([]);
  });

  it("leaves a site rule the last word", () => {
    const policy = policyWith(
      ["retainSafePrivate"],
      [
        { attribute: `7053,${PET},00`, action: "X" },
        { attribute: "0029,ACME 1.0,01", action: "K" },
      ],
    );
    expect(privateTags(after([...suv(), ...ACME], policy))).to.deep.equal(["00290010", "00291001"]);
  });

  describe("of values that identify by their VR", () => {
    const us = (number: number, value: string, vr: "UI" | "LO" | "PN" | "DA") => [
      privateCreator(0x0129, 0x10, SIEMENS_US),
      element(0x01291000 + number, value, vr),
    ];

    it("maps UIDs, unless they are retained", () => {
      const mapped = textAt(after(us(0x02, "1.2.826.77", "UI")), 0x01291002);
      expect(mapped).to.match(/^2\.25\.\d+$/);
      const study = after([element("StudyInstanceUID", "1.2.826.77")]);
      expect(mapped, "as everywhere else").to.equal(textAt(study, "StudyInstanceUID"));
      const both = policyWith(["retainSafePrivate", "retainUids"]);
      expect(textAt(after(us(0x02, "1.2.826.77", "UI"), both), 0x01291002)).to.equal("1.2.826.77");
    });

    it("removes text in an attribute of numbers, and a name in any", () => {
      expect(
        privateTags(after([privateCreator(0x2001, 0x10, PHILIPS), element(0x20011001, "Smith", "LO")])),
      ).to.deep.equal([]);
      expect(
        privateTags(after([privateCreator(0x2001, 0x10, PHILIPS), element(0x20011050, "Smith", "PN")])),
      ).to.deep.equal([]);
    });

    it("cleans text, whoever calls it safe, whether or not other text is cleaned", () => {
      const text = [
        privateCreator(0x0019, 0x10, "GEMS_ACQU_01"),
        element(0x0019109e, "CHEST Original", "LO"),
        element(0x00191023, "1.5", "DS"),
      ];
      expect(textAt(after(text), 0x0019109e)).to.equal("CHEST");
      const names = [privateCreator(0x0019, 0x10, "GEMS_ACQU_01"), element(0x0019109e, "Original", "LO")];
      expect(privateTags(after(names))).to.deep.equal([]);
    });

    it("moves dates, keeps them or removes them, as the options say", () => {
      const declared = [
        declaring(declaredBlock("SAFE")),
        privateCreator(0x0029, 0x10, "ACME 1.0"),
        element(0x00291001, "20200101", "DA"),
        element(0x00291002, "Smith", "DA"),
        element("StudyDate", "20200101"),
      ];
      expect(privateTags(after(declared))).to.deep.equal([]);
      const shifted = after(declared, policyWith(["retainSafePrivate", MODIFIED_DATES]));
      expect(textAt(shifted, 0x00291001)).to.equal(textAt(shifted, "StudyDate"));
      expect(shifted.has(0x00291002)).to.equal(false);
      const kept = after(declared, policyWith(["retainSafePrivate", FULL_DATES]));
      expect(textAt(kept, 0x00291001)).to.equal("20200101");
      expect(kept.has(0x00291002), "what is no date").to.equal(false);
    });

    for (const [vr, value, stays] of [
      ["DS", "1.5\\-2e3\\", true],
      ["DS", "1.5\\Smith", false],
      ["IS", "12", true],
      ["IS", "12a", false],
      ["CS", "FFE_2\\M", true],
      ["CS", "Smith, John", false],
    ] as const) {
      it(`${stays ? "keeps" : "removes"} ${value} of VR ${vr}`, () => {
        const number = { DS: 0x23, IS: 0x02, CS: 0x04 }[vr];
        const tag = 0x20011000 + number;
        const dataSet = after([privateCreator(0x2001, 0x10, PHILIPS), element(tag, value, vr)]);
        expect(dataSet.has(tag)).to.equal(stays);
      });
    }
  });

  describe("of values whose VR is not told", () => {
    it("takes the VR of the table", () => {
      const dataSet = after([
        privateCreator(0x2001, 0x10, PHILIPS),
        element(0x20011002, "12", "UN"),
        element(0x20011001, Uint8Array.of(0, 0, 0x80, 0x3f), "UN"),
        element(0x20011003, Uint8Array.of(0, 0), "UN"), // FL has four bytes
        element(0x20011004, "Smith, John", "UN"), // CS
      ]);
      expect(privateTags(dataSet)).to.deep.equal(["20010010", "20011001", "20011002"]);
      expect(dataSet.get(0x20011001)?.vr).to.equal("FL");
      expect(dataSet.get(0x20011002)?.vr).to.equal("IS");
    });

    it("maps UIDs, and removes what the table has no VR for", () => {
      const dataSet = after([
        privateCreator(0x0129, 0x10, SIEMENS_US),
        element(0x01291002, "1.2.826.77", "UN"),
        element(0x01291003, "Smith", "UN"),
      ]);
      expect(textAt(dataSet, 0x01291002)).to.match(/^2\.25\.\d+$/);
      expect(dataSet.has(0x01291003)).to.equal(false);
    });

    const inside = (...parts: Buffer[]): Buffer => itemBytes(parts);
    const hidden = inside(
      elementBytes(0x00080060, "CS", "CT", IMPLICIT),
      elementBytes(0x00100010, "PN", "Smith^John", IMPLICIT),
      elementBytes(0x20010010, "LO", PHILIPS, IMPLICIT),
      elementBytes(0x20011008, "IS", "4 ", IMPLICIT),
      elementBytes(0x20011009, "FL", "Smith^", IMPLICIT),
    );

    it("enters sequences that came as bytes, at every level", () => {
      const twice = inside(
        elementBytes(0x20010010, "LO", PHILIPS, IMPLICIT),
        elementBytes(0x20011065, "SQ", hidden, IMPLICIT),
      );
      const dataSet = after([privateCreator(0x2001, 0x10, PHILIPS), element(0x2001105f, twice, "UN")]);
      const item = itemAt(itemAt(dataSet, 0x2001105f), 0x20011065);
      expect(textAt(item, "Modality")).to.equal("CT");
      expect(textAt(item, "PatientName")).to.equal("");
      expect(privateTags(item)).to.deep.equal(["20010010", "20011008"]);
    });

    it("removes what should be items and is not, or is nested beyond measure", () => {
      const of = (value: Uint8Array) =>
        privateTags(after([privateCreator(0x2001, 0x10, PHILIPS), element(0x2001105f, value, "UN")]));
      expect(of(Buffer.from("Smith^John"))).to.deep.equal([]);
      expect(of(hidden.subarray(0, hidden.length - 4))).to.deep.equal([]);
      expect(of(Buffer.concat([hidden, Buffer.from("Smith^Jo")]))).to.deep.equal([]);
      let deep = hidden;
      for (let level = 0; level < 300; level++)
        deep = inside(
          elementBytes(0x20010010, "LO", PHILIPS, IMPLICIT),
          elementBytes(0x2001105f, "SQ", deep, IMPLICIT),
        );
      const dataSet = after([privateCreator(0x2001, 0x10, PHILIPS), element(0x2001105f, deep, "UN")]);
      expect(privateTags(dataSet)).to.deep.equal(["20010010", "2001105f"]);
    });

    it("reads names in such items in the character set around them", () => {
      const named = inside(
        elementBytes(0x00100010, "PN", "M\xfcller^Jo ", IMPLICIT),
        elementBytes(0x00100020, "LO", "M\xfcller", IMPLICIT),
      );
      const dataSet = after([
        element("SpecificCharacterSet", "ISO_IR 100"),
        element("PatientID", "M\xfcller"),
        privateCreator(0x2001, 0x10, PHILIPS),
        element(0x2001105f, named, "UN"),
      ]);
      expect(textAt(itemAt(dataSet, 0x2001105f), "PatientID")).to.equal(textAt(dataSet, "PatientID"));
    });

    it("comes out of an implicit VR file readable, in explicit VR too", async () => {
      for (const uid of ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"]) {
        const transferSyntax = transferSyntaxOf(uid);
        const elements = [
          privateCreator(0x2001, 0x13, PHILIPS),
          element(0x20011302, "12", "UN"),
          element(0x2001135f, hidden, "UN"),
        ];
        const { plan } = deidentified(objectOf(elements, transferSyntax && { transferSyntax }), SAFE);
        const { dataSet, warnings } = await readDicom(new BufferSource(await planToBuffer(plan)));
        expect(warnings).to.deep.equal([]);
        expect(privateTags(dataSet)).to.deep.equal(["20010010", "20011002", "2001105f"]);
        expect(textAt(dataSet, 0x20011002)).to.equal("12");
      }
    });
  });

  describe("of what a file declares", () => {
    it("keeps a block that is SAFE, and of a MIXED one what is listed", () => {
      expect(privateTags(after([declaring(declaredBlock("SAFE")), ...ACME]))).to.deep.equal([
        "00290010",
        "00291001",
        "00291002",
      ]);
      const mixed = declaredBlock("MIXED", { more: [element("NonidentifyingPrivateElements", uint16s(2))] });
      expect(privateTags(after([declaring(mixed), ...ACME]))).to.deep.equal(["00290010", "00291002"]);
    });

    it("keeps nothing of it where the option is not chosen", () => {
      expect(privateTags(after([declaring(declaredBlock("SAFE")), ...ACME], policyWith()))).to.deep.equal([]);
    });

    for (const [name, block] of [
      ["UNSAFE", declaredBlock("UNSAFE")],
      ["of another status", declaredBlock("HARMLESS")],
      ["of another group", declaredBlock("SAFE", { group: 0x0019 })],
      ["of another creator", declaredBlock("SAFE", { creator: "ACME" })],
      ["without a creator", declaredBlock("SAFE", { creator: "" })],
    ] as const) {
      it(`keeps nothing of a block that is ${name}`, () => {
        expect(privateTags(after([declaring(block), ...ACME]))).to.deep.equal([]);
      });
    }

    it("believes the warning before the table, and before another declaration", () => {
      const unsafe = declaredBlock("UNSAFE", { group: 0x7053, creator: PET });
      expect(privateTags(after([declaring(unsafe), ...suv()]))).to.deep.equal([]);
      expect(
        privateTags(after([declaring(declaredBlock("SAFE"), declaredBlock("UNSAFE")), ...ACME])),
      ).to.deep.equal([]);
    });

    it("holds for items too, where the declaration stands at the top, and nowhere else", () => {
      const nested = [declaring(declaredBlock("SAFE")), sequence("PertinentOtherEvidenceSequence", ACME)];
      expect(privateTags(itemAt(after(nested), "PertinentOtherEvidenceSequence"))).to.have.length(3);
      const inItem = [
        sequence("PertinentOtherEvidenceSequence", [declaring(declaredBlock("SAFE")), ...ACME]),
      ];
      expect(privateTags(itemAt(after(inItem), "PertinentOtherEvidenceSequence"))).to.deep.equal([]);
    });

    it("does the actions that are recommended for what identifies, and removes where it is asked for anything else", () => {
      const recommended = (action: string, number: number) => [
        element("IdentifyingPrivateElements", uint16s(number)),
        element("DeidentificationAction", action),
      ];
      const actions = [
        recommended("D", 1),
        recommended("Z", 2),
        recommended("U", 3),
        recommended("X", 4),
        recommended("K", 5),
      ];
      const block = declaredBlock("SAFE", { more: [sequence("DeidentificationActionSequence", ...actions)] });
      const dataSet = after([
        declaring(block),
        privateCreator(0x0029, 0x10, "ACME 1.0"),
        element(0x00291001, "Smith", "LO"),
        element(0x00291002, "Smith", "LO"),
        element(0x00291003, "1.2.826.77", "UI"),
        element(0x00291004, "Smith", "LO"),
        element(0x00291005, "Smith", "LO"),
      ]);
      expect(privateTags(dataSet)).to.deep.equal(["00290010", "00291001", "00291002", "00291003"]);
      expect(textAt(dataSet, 0x00291001)).to.equal("DUMMY");
      expect(textAt(dataSet, 0x00291002)).to.equal("");
      expect(textAt(dataSet, 0x00291003)).to.match(/^2\.25\.\d+$/);
    });

    it("does not keep free text, names and addresses for it, nor bytes without a VR", () => {
      const dataSet = after([
        declaring(declaredBlock("SAFE")),
        privateCreator(0x0029, 0x10, "ACME 1.0"),
        element(0x00291001, "Smith", "LO"),
        element(0x00291002, "Smith", "UT"),
        element(0x00291003, "Smith^John", "PN"),
        element(0x00291004, "SMITH_AE", "AE"),
        element(0x00291005, "http://smith.example", "UR"),
        element(0x00291006, "Smith", "UN"),
      ]);
      expect(privateTags(dataSet)).to.deep.equal([]);
    });

    it("takes the VR of a declared definition", () => {
      const definition = sequence("PrivateDataElementDefinitionSequence", [
        element("PrivateDataElement", uint16s(1)),
        element("PrivateDataElementValueRepresentation", "IS"),
      ]);
      const dataSet = after([
        declaring(declaredBlock("SAFE", { more: [definition] })),
        privateCreator(0x0029, 0x10, "ACME 1.0"),
        element(0x00291001, "12", "UN"),
      ]);
      expect(dataSet.get(0x00291001)?.vr).to.equal("IS");
    });
  });
});
