import { expect } from "chai";
import { keyAllows } from "../../../support/iam/decide";
import {
  ACCOUNT_ID,
  declaredStack,
  ofType,
  STACKS,
  statementsOf,
  textOf,
  theOne,
  type DeclaredStack,
} from "../../../support/pulumi/declared";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const HOLDER = `arn:aws:iam::${ACCOUNT_ID}:role/privacy/key-holder`;

for (const name of STACKS)
  describe(`the HMAC keys of ${name}`, () => {
    const prefix = `medical-imaging-pipeline-${name}`;
    const keyName = `${prefix}-deidentification`;
    let stack: DeclaredStack;
    let third: DeclaredStack;
    before(async () => {
      stack = await declaredStack(name);
      third = await declaredStack(name, { hmacKeyVersion: "3", keyHolderArns: HOLDER });
    });
    const keyOf = (of: DeclaredStack, logicalName: string) => {
      const found = ofType(of, KEY)
        .filter(({ inputs }) => inputs.keyUsage === "GENERATE_VERIFY_MAC")
        .find((key) => key.name === logicalName);
      expect(found, logicalName).to.not.equal(undefined);
      return found!;
    };
    const roleOf = (of: DeclaredStack, fn: string) =>
      textOf(theOne(of, "aws:iam/role:Role", `-${fn}`), "arn");
    const allows = (of: DeclaredStack, key: string, arn: string, action = "kms:GenerateMac") =>
      keyAllows(keyOf(of, key), {
        principal: { kind: "identity", arn },
        action,
        context: { "aws:principalarn": arn },
      });

    it("are one, used by the role of the de-identification and by nobody else", () => {
      expect(
        ofType(stack, KEY)
          .filter(({ inputs }) => inputs.keyUsage === "GENERATE_VERIFY_MAC")
          .map((key) => key.name),
      ).to.deep.equal([keyName]);
      const role = roleOf(stack, "deidentification");
      expect(allows(stack, keyName, role)).to.equal(true);
      expect(allows(stack, keyName, `${role}-1a2b3c4`), "as Pulumi names it").to.equal(true);
      for (const other of [
        `arn:aws:iam::${ACCOUNT_ID}:root`,
        `arn:aws:iam::${ACCOUNT_ID}:role/administrator`,
        `${role}-of-somebody`,
        roleOf(stack, "validation"),
        HOLDER,
      ])
        expect(allows(stack, keyName, other), other).to.equal(false);
      expect(allows(stack, keyName, role, "kms:VerifyMac")).to.equal(false);
    });

    it("are looked after by the account, which can neither use them nor let others by a grant", () => {
      const administrator = `arn:aws:iam::${ACCOUNT_ID}:role/administrator`;
      expect(allows(stack, keyName, administrator, "kms:PutKeyPolicy")).to.equal(true);
      expect(allows(stack, keyName, administrator, "kms:CreateGrant")).to.equal(false);
      const denial = statementsOf(keyOf(stack, keyName)).find(({ Effect }) => Effect === "Deny");
      expect(denial).to.deep.include({ Principal: "*", Action: ["kms:GenerateMac", "kms:VerifyMac"] });
    });

    it("are as many as there are versions, the first under the name that it always had", () => {
      expect(
        ofType(third, KEY)
          .filter(({ inputs }) => inputs.keyUsage === "GENERATE_VERIFY_MAC")
          .map((key) => key.name),
      ).to.deep.equal([keyName, `${keyName}-v2`, `${keyName}-v3`]);
      expect(keyOf(third, keyName).id).to.equal(keyOf(stack, keyName).id);
      for (const key of ofType(third, KEY).filter(
        ({ inputs }) => inputs.keyUsage === "GENERATE_VERIFY_MAC",
      )) {
        expect(key.inputs).to.include({ keyUsage: "GENERATE_VERIFY_MAC", deletionWindowInDays: 30 });
        expect(key.protect).to.equal(name === "prod");
      }
    });

    it("have an alias each, and one that points at the current version", () => {
      const aliases = ofType(third, ALIAS)
        .filter(({ name: logical }) => logical.startsWith(keyName))
        .map(({ inputs }) => [inputs.name, inputs.targetKeyId]);
      const [first, second, current] = [keyName, `${keyName}-v2`, `${keyName}-v3`].map(
        (key) => keyOf(third, key).state.keyId,
      );
      expect(aliases).to.have.deep.members([
        [`alias/${keyName}-v1`, first],
        [`alias/${keyName}-v2`, second],
        [`alias/${keyName}-v3`, current],
        [`alias/${keyName}`, current],
      ]);
      expect(third.outputs.hmacKeyAliases).to.deep.equal([1, 2, 3].map((v) => `alias/${keyName}-v${v}`));
      expect(third.outputs.hmacKeyArn).to.equal(textOf(keyOf(third, `${keyName}-v3`), "arn"));
    });

    it("let the function use the current version and the one before, which calls under way and a rollback need", () => {
      const role = roleOf(third, "deidentification");
      const used = [keyName, `${keyName}-v2`, `${keyName}-v3`].map((key) => allows(third, key, role));
      expect(used).to.deep.equal([false, true, true]);
      const derive = statementsOf(theOne(third, "aws:iam/rolePolicy:RolePolicy", "-deidentification")).find(
        ({ Sid }) => Sid === "DeriveKey",
      );
      expect(derive?.Resource).to.deep.equal(
        [`${keyName}-v2`, `${keyName}-v3`].map((key) => textOf(keyOf(third, key), "arn")),
      );
    });

    it("let the key holder use every version, and nothing but make MACs", () => {
      for (const key of ofType(third, KEY).filter(
        ({ inputs }) => inputs.keyUsage === "GENERATE_VERIFY_MAC",
      )) {
        expect(allows(third, key.name, HOLDER), key.name).to.equal(true);
        expect(allows(third, key.name, HOLDER, "kms:VerifyMac")).to.equal(false);
        expect(allows(third, key.name, `arn:aws:iam::${ACCOUNT_ID}:role/other`)).to.equal(false);
      }
    });
  });
