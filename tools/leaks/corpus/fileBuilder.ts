import type { DataElement } from "../../../dicom";
import {
  createDataSet,
  createDeidentificationKey,
  DataSet,
  planToBuffer,
  planWrite,
  transferSyntaxOf,
  type AttributeValues,
  type DicomObject,
  type TransferSyntax,
} from "../../../dicom";
import { dateOffsetOf } from "../../../dicom/deidentify/identity/patientIdentity";
import type { Iod } from "./iods";
import type { CorpusFile, Plant, PlantedRow } from "./plant";
import { merged } from "./plantedRows";
import type { Tokens } from "./tokens";

export const SYNTAXES = {
  implicit: "1.2.840.10008.1.2",
  explicit: "1.2.840.10008.1.2.1",
  deflated: "1.2.840.10008.1.2.1.99",
  jpeg: "1.2.840.10008.1.2.4.50",
  jpegLs: "1.2.840.10008.1.2.4.80",
  jpeg2000: "1.2.840.10008.1.2.4.90",
  rle: "1.2.840.10008.1.2.5",
} as const;

export type SyntaxName = keyof typeof SYNTAXES;

/** The key that our own runs use: made of nothing secret, since the corpus is not either. */
export const KEY = createDeidentificationKey(Buffer.alloc(32, "leaks"));

/** A file's planted dates lie closer together, so that no moved date meets another one. */
const FAR_DAYS = 1200;

/** Collects what goes into one file. */
export class FileBuilder {
  readonly plants: Plant[] = [];
  readonly rows: PlantedRow[] = [];
  preamble: Uint8Array | undefined;
  fileMeta: DataElement[] = [];
  /** In the place of the transfer syntax's own bytes. */
  edit: (bytes: Buffer) => Uint8Array = (bytes) => bytes;
  conformant = false;
  private dataSet: DataSet;

  constructor(
    readonly name: string,
    readonly iod: Iod,
    readonly syntax: SyntaxName,
    readonly tokens: Tokens,
    more: AttributeValues = {},
  ) {
    tokens.beginFile();
    this.dataSet = createDataSet(this.base(more));
  }

  /** Plants a needle that nothing may leave. */
  plant(hidingPlace: string, at: string, stays: Plant["stays"] = () => false, needle?: string): string {
    const planted = needle ?? this.tokens.next();
    this.plants.push({ hidingPlace, at, stays, needle: planted });
    return planted;
  }

  add(...elements: readonly DataElement[]): this {
    this.dataSet = new DataSet(merged(this.dataSet, elements));
    return this;
  }

  addValues(values: AttributeValues): this {
    const specificCharacterSet = this.dataSet.get("SpecificCharacterSet");
    const made = createDataSet(values);
    return this.add(...(specificCharacterSet ? [specificCharacterSet] : []), ...made.elements);
  }

  async build(): Promise<CorpusFile> {
    const transferSyntax = this.transferSyntax;
    const fileMeta = new DataSet(
      merged(
        createDataSet({
          FileMetaInformationVersion: Uint8Array.of(0, 1),
          MediaStorageSOPClassUID: this.iod.sopClassUid,
          MediaStorageSOPInstanceUID: this.textOf("SOPInstanceUID"),
          TransferSyntaxUID: transferSyntax.uid,
          ImplementationClassUID: "1.2.826.0.1.3680043.99.1",
        }),
        this.fileMeta,
      ),
    );
    const object: DicomObject = {
      preamble: this.preamble,
      fileMeta,
      dataSet: this.dataSet,
      transferSyntax,
      warnings: [],
      headerBytes: 0,
    };
    const bytes = this.edit(Buffer.from(await planToBuffer(planWrite(object))));
    const { name, plants, rows, conformant } = this;
    return { name, iod: this.iod.name, bytes, plants, rows, object, conformant };
  }

  private textOf(keyword: "SOPInstanceUID"): string {
    const value = this.dataSet.get(keyword)?.value;
    if (value?.kind !== "bytes") throw new Error(`${keyword} is missing`);
    return Buffer.from(value.chunk).toString("latin1").replace(/\0$/, "");
  }

  private get transferSyntax(): TransferSyntax {
    const transferSyntax = transferSyntaxOf(SYNTAXES[this.syntax]);
    if (!transferSyntax) throw new Error(`${this.syntax} is not registered`);
    return transferSyntax;
  }

  /** Patient, study, series and the IOD's own; the identifying ones are plants. */
  private base(more: AttributeValues): AttributeValues {
    const uid = (at: string): string =>
      this.plant("patient, study and series", at, (options) => options.has("retainUids"), this.tokens.uid());
    const word = (at: string): string => this.plant("patient, study and series", at);
    return {
      SpecificCharacterSet: "ISO_IR 100",
      SOPClassUID: this.iod.sopClassUid,
      SOPInstanceUID: uid("SOPInstanceUID"),
      StudyDate: "20190301",
      StudyTime: "101010",
      AccessionNumber: word("AccessionNumber"),
      Modality: this.iod.modality,
      Manufacturer: "ACME",
      ReferringPhysicianName: `${word("ReferringPhysicianName")}^Rae`,
      PatientName: `${word("PatientName")}^Pat`,
      ...patientOf(this),
      PatientBirthDate: "19500102",
      PatientSex: "O",
      StudyInstanceUID: uid("StudyInstanceUID"),
      SeriesInstanceUID: uid("SeriesInstanceUID"),
      StudyID: word("StudyID"),
      SeriesNumber: "1",
      FrameOfReferenceUID: uid("FrameOfReferenceUID"),
      ...this.iod.values,
      ...more,
    };
  }
}

/** A planted ID and its issuer, of a patient whose dates move far. */
function patientOf(builder: FileBuilder): AttributeValues {
  const word = (at: string, needle: string): string =>
    builder.plant("patient, study and series", at, undefined, needle);
  const issuer = builder.tokens.next();
  for (;;) {
    const id = builder.tokens.next();
    if (!isMovedFar(id, issuer)) continue;
    return { PatientID: word("PatientID", id), IssuerOfPatientID: word("IssuerOfPatientID", issuer) };
  }
}

export function isMovedFar(id: string, issuer: string): boolean {
  const identity = { id, issuer, text: JSON.stringify(["patient", issuer, id]) };
  return dateOffsetOf(identity, KEY) < -FAR_DAYS;
}
