import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** Refuses imports that would turn the dependency direction of docs/architecture.md around. */
const wall = (files, patterns) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
    ],
  },
});

const noPulumi = ["^@pulumi/", "only src/infra and src/local may know Pulumi"];
const noAws = ["^@aws-sdk/", "use a port of src/pipeline; its adapter lives in src/aws"];
const noInfra = ["/infra(/|$)", "only index.ts and src/local may import src/infra"];
const noLocal = [
  "/(local|commandLine|cli|operate)(/|$)",
  "src/local, src/cli and src/operate are the outermost layers",
];

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "coverage/", ".local/", "**/*.generated.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true } }],
    },
  },
  wall(
    ["dicom/**/*.ts"],
    [
      ["^(?!node:|\\.)", "dicom/ imports node:* and itself only"],
      ["\\.\\./src/", "dicom/ knows no other layer"],
    ],
  ),
  { files: ["dicom/**/*.ts"], rules: { "no-console": "error" } },
  wall(
    ["src/*.ts", "src/pipeline/**/*.ts"],
    [noPulumi, noAws, noInfra, noLocal, ["/(aws|handlers|delivery)(/|$)", "src/pipeline knows ports only"]],
  ),
  wall(["src/aws/**/*.ts"], [noPulumi, noInfra, noLocal, ["/handlers(/|$)", "handlers are above src/aws"]]),
  wall(
    ["src/delivery/**/*.ts"],
    [noPulumi, noInfra, noLocal, ["/(handlers|aws|pipeline)(/|$)", "src/delivery stands alone"]],
  ),
  wall(["src/handlers/**/*.ts"], [noPulumi, noInfra, noLocal]),
  wall(
    ["src/deployPolicy/*.ts"],
    [["^(?!\\./)", "src/deployPolicy is tables and text: it imports nothing but itself"]],
  ),
  wall(
    ["src/deployPolicy/actions/*.ts"],
    [["^(?!\\.\\.?/\\w+$)", "src/deployPolicy is tables and text: it imports nothing but itself"]],
  ),
  wall(
    ["src/infra/**/*.ts"],
    [
      noAws,
      noLocal,
      ["^\\.\\./(.*/)?(aws|pipeline|delivery)/", "infra knows settings and the types of handlers"],
    ],
  ),
  wall(
    ["src/local/**/*.ts"],
    [
      [
        "^\\.\\./(.*/)?(commandLine|cli|operate|handlers|aws|pipeline|infra)/",
        "src/local runs what the program declares; it knows none of its layers",
      ],
    ],
  ),
  wall(
    ["src/commandLine/**/*.ts"],
    [["^\\.\\./", "src/commandLine knows none of the commands, nor what they do"]],
  ),
  wall(
    ["src/cli/**/*.ts"],
    [noPulumi, noInfra, ["/operate(/|$)", "src/operate is a command line of its own"]],
  ),
  wall(
    ["src/operate/**/*.ts"],
    [
      noPulumi,
      noInfra,
      [
        "^\\.\\./(.*/)?(cli|handlers|aws|pipeline|delivery)/",
        "src/operate knows a stack by its outputs and by what the program declares",
      ],
    ],
  ),
  wall(
    ["policy/**/*.ts"],
    [
      [
        "^(?!@pulumi/(policy|pulumi)$|\\.{1,2}/(?!.*\\b(dicom|src)/))",
        "the policy pack judges the program from outside",
      ],
    ],
  ),
  wall(
    ["bench/**/*.ts"],
    [["/src/", "the bench measures dicom/ from within and the command line from outside"]],
  ),
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", URL: "readonly", Buffer: "readonly" },
    },
  },
);
