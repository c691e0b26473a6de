import * as v from "valibot";

// `pulumi config` holds text. Each schema makes a value of it; its message says what the key may be, and
// the reader of the configuration puts key and value before it.

export const text = (pattern: RegExp, allowed: string) =>
  v.pipe(v.string(allowed), v.regex(pattern, allowed));

export const bucketName = text(
  /^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--|sthree-)(?!.*-s3alias$)[a-z0-9](?:[a-z0-9-]{1,61})[a-z0-9]$/,
  "an S3 bucket name: 3 to 63 lower-case letters, digits and hyphens, without dots",
);

const numberOf = (allowed: string, minimum: number, maximum: number) =>
  v.pipe(
    text(/^\d{1,9}$/, allowed),
    v.transform(Number),
    v.minValue(minimum, allowed),
    v.maxValue(maximum, allowed),
  );

export const wholeNumber = (minimum: number, maximum: number, unit: string) =>
  numberOf(`a whole number of ${unit} from ${minimum} to ${maximum}`, minimum, maximum);

/** A threshold, which 0 takes away. */
export const wholeNumberOrOff = (maximum: number, unit: string) =>
  numberOf(`a whole number of ${unit} from 1 to ${maximum}, or 0 for off`, 0, maximum);

/** One of a service's own numbers. */
export const oneOfNumbers = <const Numbers extends readonly number[]>(numbers: Numbers, allowed: string) =>
  v.pipe(text(/^\d{1,9}$/, allowed), v.transform(Number), v.picklist(numbers, allowed));

export const flag = v.pipe(
  v.picklist(["true", "false"], "true or false"),
  v.transform((value) => value === "true"),
);

export const oneOf = <const Options extends readonly string[]>(options: Options) =>
  v.picklist(options, `one of ${options.join(", ")}`);
