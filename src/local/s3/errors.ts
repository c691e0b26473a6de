/** Status of each S3 error code that is answered here. */
const STATUS = {
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidBucketState: 409,
  InvalidDigest: 400,
  InvalidPart: 400,
  InvalidPartNumber: 416,
  InvalidPartOrder: 400,
  InvalidObjectState: 403,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidStorageClass: 400,
  InvalidTag: 400,
  InvalidToken: 400,
  InvalidURI: 400,
  KeyTooLongError: 400,
  MalformedXML: 400,
  MetadataTooLarge: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchObjectLockConfiguration: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  NotImplemented: 501,
  NotModified: 304,
  ObjectLockConfigurationNotFoundError: 404,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  XAmzContentSHA256Mismatch: 400,
} as const;

export type S3ErrorCode = keyof typeof STATUS;

export interface S3ErrorDetails {
  /** Further elements of the error document. */
  readonly fields?: Readonly<Record<string, string | number>>;
  /** Further headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error as S3 answers it. The message holds no object key. */
export class S3Error extends Error {
  override readonly name = "S3Error";

  constructor(
    readonly code: S3ErrorCode,
    message: string,
    readonly details: S3ErrorDetails = {},
  ) {
    super(message);
  }

  get statusCode(): number {
    return STATUS[this.code];
  }
}

export function noSuchKey(headers: Readonly<Record<string, string>> = {}): S3Error {
  return new S3Error("NoSuchKey", "The specified key does not exist.", { headers });
}

export function noSuchVersion(): S3Error {
  return new S3Error("NoSuchVersion", "The specified version does not exist.");
}

export function noSuchUpload(): S3Error {
  return new S3Error(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
  );
}

export function accessDenied(): S3Error {
  return new S3Error("AccessDenied", "Access Denied");
}

export function preconditionFailed(condition: string): S3Error {
  return new S3Error("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", {
    fields: { Condition: condition },
  });
}
