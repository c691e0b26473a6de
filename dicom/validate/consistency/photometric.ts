/** Samples per pixel by photometric interpretation, PS3.3 §C.7.6.3.1.2; retired ones included. */
export const SAMPLES: Readonly<Record<string, number>> = {
  MONOCHROME1: 1,
  MONOCHROME2: 1,
  "PALETTE COLOR": 1,
  RGB: 3,
  HSV: 3,
  YBR_FULL: 3,
  YBR_FULL_422: 3,
  YBR_PARTIAL_422: 3,
  YBR_PARTIAL_420: 3,
  YBR_ICT: 3,
  YBR_RCT: 3,
  XYB: 3,
  ARGB: 4,
  CMYK: 4,
};
