import { expect } from "chai";
import { DicomError } from "../../../dicom";

/** Awaits the failure of `work` and answers it; anything but a `DicomError` fails the test. */
export async function rejection(work: Promise<unknown>): Promise<DicomError> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome, "the work should have failed with a DicomError").to.be.instanceOf(DicomError);
  return outcome as DicomError;
}
