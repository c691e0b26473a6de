import type { Exchange } from "../protocol/exchange";
import type { OperationName } from "../protocol/router";
import { getBucketLocation, getBucketVersioning, headBucket, listBuckets } from "./buckets";
import { copyObject } from "./copyObject";
import { deleteObject, deleteObjects } from "./deleteObjects";
import { getObject, headObject } from "./getObject";
import { listObjects, listObjectsV2 } from "./listObjects";
import { listMultipartUploads, listParts } from "./listUploads";
import { listObjectVersions } from "./listVersions";
import { abortMultipartUpload, completeMultipartUpload, createMultipartUpload } from "./multipart";
import { putObject } from "./putObject";
import { getObjectLockConfiguration, getObjectRetention, putObjectRetention } from "./retention";
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from "./tagging";
import { uploadPart, uploadPartCopy } from "./uploadPart";

/** Answers a request that has been verified and allowed. */
export type Operation = (exchange: Exchange) => void | Promise<void>;

export const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateMultipartUpload: createMultipartUpload,
  DeleteObject: deleteObject,
  DeleteObjectTagging: deleteObjectTagging,
  DeleteObjects: deleteObjects,
  GetBucketLocation: getBucketLocation,
  GetBucketVersioning: getBucketVersioning,
  GetObject: getObject,
  GetObjectLockConfiguration: getObjectLockConfiguration,
  GetObjectRetention: getObjectRetention,
  GetObjectTagging: getObjectTagging,
  HeadBucket: headBucket,
  HeadObject: headObject,
  ListBuckets: listBuckets,
  ListMultipartUploads: listMultipartUploads,
  ListObjectVersions: listObjectVersions,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutObject: putObject,
  PutObjectRetention: putObjectRetention,
  PutObjectTagging: putObjectTagging,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
};
