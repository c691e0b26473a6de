/** What encoders write into every image that they make: their name and version, and numbers. Nothing else stays. */
const REMARKS: readonly RegExp[] = [
  /^Kakadu-v?\d[\d.]{0,10}$/,
  /^Kdu-Layer-Info: log_2\{Delta-D\(squared-error\)\/Delta-L\(bytes\)\}, L\(bytes\)\n[\d\s.,e+-]*$/,
  /^Created by OpenJPEG version \d[\d.]{0,10}$/,
  /^Creator: JasPer Version \d[\d.]{0,10}$/,
  /^CREATOR: gd-jpeg v1\.0 \(using IJG JPEG v\d{1,2}\), (default quality|quality = \d{1,3})\n?$/,
  /^LEAD Technologies(,)? Inc\. V\d\.\d\d$/,
  /^Intel\(R\) (IPP )?JPEG (Library|encoder).{0,2}[\d., ()[\]-]*$/i,
  /^Lavc\d[\d.]{0,12}$/,
  /^OpenHTJ2K version \d[\d.]{0,10}$/,
  /^OpenJPH Ver \d[\d.]{0,10}\.?$/,
];

/** Remarks are longer than that only when they say something. */
const LONGEST_REMARK = 600;

/** Whether the comment of an image is one that its encoder writes into all of them. */
export function isKnownRemark(bytes: Uint8Array): boolean {
  if (bytes.length > LONGEST_REMARK) return false;
  const text = Buffer.from(bytes).toString("latin1").replace(/\0+$/, "");
  return text === "" || REMARKS.some((remark) => remark.test(text));
}
