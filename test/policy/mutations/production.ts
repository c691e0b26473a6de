import { set, type Mutation } from "./change";

const RAW = "raw-dicom";

/** What leaves production unprotected. */
export const PRODUCTION_MUTATIONS: readonly Mutation[] = [
  {
    what: "leaves a bucket of production unprotected",
    change: set("Bucket", RAW, {}, { protect: false }),
    breaks: { "production-protected": /raw-dicom/ },
  },
  ...["production", "prod-eu", "hospital-prod", "production-1"].map((environment) => ({
    what: `leaves a bucket of ${environment} unprotected`,
    config: { environment },
    change: set("Bucket", RAW, {}, { protect: false }),
    breaks: { "production-protected": /raw-dicom/ },
  })),
  {
    what: "leaves a key of production unprotected",
    change: set("Key", "-deidentification", {}, { protect: false }),
    breaks: { "production-protected": /deidentification/ },
  },
];
