import { S3Error } from "../errors";
import { STORAGE_CLASSES, type ObjectAttributes, type ObjectVersion } from "../model";
import type { Exchange } from "../protocol/exchange";
import type { ResponseHeaders } from "../protocol/respond";

const ARCHIVES = ["GLACIER", "DEEP_ARCHIVE"];

/** @throws S3Error InvalidStorageClass */
export function requestedStorageClass({ header }: Exchange): Pick<ObjectAttributes, "storageClass"> {
  const name = header("x-amz-storage-class");
  if (name === undefined) return {};
  const storageClass = STORAGE_CLASSES.find((known) => known === name);
  if (storageClass === undefined)
    throw new S3Error("InvalidStorageClass", "The storage class you specified is not valid");
  return { storageClass };
}

/** S3 does not speak of what is in `STANDARD`, but in lists. */
export const storageClassHeaders = ({ storageClass }: ObjectVersion): ResponseHeaders => ({
  "x-amz-storage-class": storageClass === "STANDARD" ? undefined : storageClass,
});

/** @throws S3Error InvalidObjectState where the bytes are in an archive */
export function requireReadable({ storageClass = "STANDARD" }: ObjectVersion): void {
  if (ARCHIVES.includes(storageClass))
    throw new S3Error("InvalidObjectState", "The operation is not valid for the object's storage class", {
      fields: { StorageClass: storageClass },
    });
}
