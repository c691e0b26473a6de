interface ObjectFields {
  readonly bucket?: string;
  /** As S3 writes it: form-encoded. */
  readonly key?: string;
  readonly versionId?: string | undefined;
}

/** One record of an S3 event notification; `fields` replace those of the record itself. */
export function recordOf(object: ObjectFields = {}, fields: object = {}): object {
  const { bucket, key, versionId } = { bucket: "raw", key: "in.dcm", versionId: "v1", ...object };
  return {
    eventVersion: "2.6",
    eventSource: "aws:s3",
    awsRegion: "us-east-1",
    eventTime: "2026-01-02T03:04:05.678Z",
    eventName: "ObjectCreated:Put",
    s3: {
      s3SchemaVersion: "1.0",
      bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
      object: { key, versionId, size: 1234, eTag: "0123", sequencer: "0055AED6DCD90281E5" },
    },
    ...fields,
  };
}

/** The body of a queue message. */
export function messageOf(...records: object[]): string {
  return JSON.stringify({ Records: records });
}
