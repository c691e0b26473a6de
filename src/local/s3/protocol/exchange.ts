import type { IncomingMessage, ServerResponse } from "node:http";
import { bucketArn, objectArn, type Authorize, type Permission } from "./authorization";
import { requestConditionKeys, tagConditionKeys } from "./conditionKeys";
import { accessDenied, S3Error } from "../errors";
import type { Encryption, ObjectVersion } from "../model";
import type { RequestOrigin } from "../store/objectStore";
import type { ReadConditions, WriteConditions } from "../store/preconditions";
import { createRequestBody } from "./requestBody";
import type { RequestTarget } from "./requestTarget";
import type { S3Service } from "../service";
import type { VerifiedRequest } from "./sigv4";
import type { UploadBody } from "../store/uploadBody";

/** Actions whose policies may look at the tags that the object has. */
const LOOKS_AT_TAGS = /^s3:Get|Tagging$/;

export interface ExchangeParts {
  readonly service: S3Service;
  readonly authorize: Authorize;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: RequestTarget;
  readonly verified: VerifiedRequest;
  readonly requestId: string;
}

/** One request whose sender is known, and its answer. */
export class Exchange {
  readonly service: S3Service;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: ReadonlyMap<string, string>;
  /** Empty where the request is about no bucket, or no key. */
  readonly bucketName: string;
  readonly key: string;
  readonly versionId: string | undefined;
  readonly origin: RequestOrigin;
  /** Names in lower case; of a presigned URL also what its query says in the place of headers. */
  readonly headers: ReadonlyMap<string, string>;

  constructor(private readonly parts: ExchangeParts) {
    const { target, verified, request } = parts;
    this.service = parts.service;
    this.request = request;
    this.response = parts.response;
    this.query = target.query;
    this.bucketName = target.bucketName ?? "";
    this.key = target.key ?? "";
    this.versionId = target.query.get("versionId");
    this.origin = { requestId: parts.requestId };
    this.headers = headersOf(request, verified, target);
    if (this.versionId === "")
      throw new S3Error("InvalidArgument", "Version id cannot be the empty string", {
        fields: { ArgumentName: "versionId" },
      });
  }

  readonly header = (name: string): string | undefined => this.headers.get(name);

  body(): UploadBody {
    return createRequestBody(this.request, this.header, this.parts.verified.payload);
  }

  async allows(
    permission: Permission,
    extraKeys: Record<string, string | readonly string[]> = {},
  ): Promise<boolean> {
    const { verified, authorize, request } = this.parts;
    const now = this.service.storage.now();
    const decision = await authorize({
      accessKeyId: verified.accessKeyId,
      ...permission,
      conditionKeys: {
        ...requestConditionKeys(verified, this.header, this.query, now, request.socket.remoteAddress),
        ...this.existingTags(permission),
        ...extraKeys,
      },
    });
    return decision === "allow";
  }

  /** @throws S3Error AccessDenied */
  async require(
    permission: Permission,
    extraKeys?: Record<string, string | readonly string[]>,
  ): Promise<void> {
    if (!(await this.allows(permission, extraKeys))) throw accessDenied();
  }

  /** Asks for the use of the KMS key that an object is encrypted with; the keys of AWS itself are everybody's. */
  async requireKey(
    encryption: Encryption,
    ...actions: ("kms:Decrypt" | "kms:GenerateDataKey")[]
  ): Promise<void> {
    if (encryption.algorithm !== "aws:kms" || !encryption.kmsKeyId?.startsWith("arn:")) return;
    const via = { "kms:ViaService": `s3.${this.service.region}.amazonaws.com` };
    for (const action of actions) await this.require({ action, resource: encryption.kmsKeyId }, via);
  }

  /**
   * Looks something up. Who may not list a bucket is not told that a key is missing: AccessDenied instead.
   */
  async lookUp<T>(bucketName: string, find: () => T): Promise<T> {
    try {
      return find();
    } catch (error) {
      const missing =
        error instanceof S3Error && (error.code === "NoSuchKey" || error.code === "NoSuchVersion");
      if (missing) await this.require({ action: "s3:ListBucket", resource: bucketArn(bucketName) });
      throw error;
    }
  }

  /** The version that bucket, key and version id of the request name. */
  findVersion(): Promise<ObjectVersion> {
    return this.lookUp(this.bucketName, () =>
      this.service.objects.find(this.bucketName, this.key, this.versionId),
    );
  }

  readConditions(prefix = ""): ReadConditions {
    return {
      ifMatch: this.header(`${prefix}if-match`),
      ifNoneMatch: this.header(`${prefix}if-none-match`),
      ifModifiedSince: parseHttpDate(this.header(`${prefix}if-modified-since`)),
      ifUnmodifiedSince: parseHttpDate(this.header(`${prefix}if-unmodified-since`)),
    };
  }

  writeConditions(): WriteConditions {
    return { ifMatch: this.header("if-match"), ifNoneMatch: this.header("if-none-match") };
  }

  private existingTags({ action, resource }: Permission): Record<string, string | readonly string[]> {
    if (!LOOKS_AT_TAGS.test(action) || resource !== objectArn(this.bucketName, this.key)) return {};
    const versions = this.service.bucket(this.bucketName).objects.versions(this.key);
    const version = this.versionId ? versions.find((v) => v.versionId === this.versionId) : versions[0];
    return tagConditionKeys("s3:ExistingObjectTag", version?.tags ?? []);
  }
}

/** Dates that cannot be read are as good as absent, RFC 9110 §13.1.3. */
function parseHttpDate(text: string | undefined): Date | undefined {
  const date = new Date(text ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function headersOf(
  request: IncomingMessage,
  verified: VerifiedRequest,
  target: RequestTarget,
): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  // SDKs put the checksum of an empty body into the URLs that they presign; AWS pays no heed to it there.
  if (verified.authentication === "query")
    for (const [name, value] of target.query)
      if (/^x-amz-(?!checksum-|sdk-checksum-)/i.test(name)) headers.set(name.toLowerCase(), value);
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, typeof value === "string" ? value : value.join(", "));
  return headers;
}
