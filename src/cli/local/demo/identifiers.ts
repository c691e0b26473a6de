/** Who the demo's images are of. Nobody: the names are made up, and easy to search for. */
export interface DemoPatient {
  readonly folder: string;
  readonly name: string;
  readonly id: string;
  readonly birthDate: string;
  readonly accessionNumber: string;
  readonly studyDate: string;
  /** Arc of the patient's UIDs. */
  readonly uidArc: string;
}

export const DEMO_PATIENTS: readonly [DemoPatient, DemoPatient] = [
  {
    folder: "patient-1",
    name: "Plantagenet^Eleanor",
    id: "MRN-40071",
    birthDate: "19511224",
    accessionNumber: "ACC-90210",
    studyDate: "20260114",
    uidArc: "1.2.826.0.1.3680043.10.1511.1",
  },
  {
    folder: "patient-2",
    name: "Quisenberry^Thaddeus",
    id: "MRN-55913",
    birthDate: "19800229",
    accessionNumber: "ACC-77345",
    studyDate: "20260302",
    uidArc: "1.2.826.0.1.3680043.10.1511.2",
  },
];

export const DEMO_HOSPITAL = "Saint Barnaby General";
export const DEMO_PHYSICIAN = "Okonkwo^Ifeanyi";
export const DEMO_STATION = "CTSTATION7";

/** Of the software that the station would have. */
export const DEMO_IMPLEMENTATION = "1.2.826.0.1.3680043.10.1511.9";

/** Texts that must not be found in anything that the pipeline leaves outside of the raw bucket. */
export const PLANTED_TEXTS: readonly string[] = [
  ...DEMO_PATIENTS.flatMap((patient) => [
    ...patient.name.split("^"),
    patient.id,
    patient.birthDate,
    patient.accessionNumber,
    patient.studyDate,
    patient.uidArc,
  ]),
  DEMO_HOSPITAL,
  ...DEMO_PHYSICIAN.split("^"),
  DEMO_STATION,
];
