import { expect } from "chai";
import { declaredStack, STACKS, type DeclaredResource } from "../../support/pulumi/declared";

/** What AWS has no tags for. */
const WITHOUT_TAGS = [
  /^pulumi:/,
  /^medical-imaging-pipeline:/,
  /^aws:s3\/bucket[A-Z]/,
  /^aws:sqs\/(queuePolicy|redriveAllowPolicy):/,
  /^aws:iam\/rolePolicy(|Attachment):/,
  /^aws:(kms|lambda)\/alias:/,
  /^aws:sns\/topic[A-Z]/,
  /^aws:ec2\/routeTableAssociation:/,
  /^aws:cloudwatch\/(dashboard|queryDefinition):/,
];

const isTaggable = ({ type }: DeclaredResource) => !WITHOUT_TAGS.some((pattern) => pattern.test(type));

describe("tags", () => {
  for (const name of STACKS)
    it(`name project, environment and classification on everything in ${name}`, async () => {
      const { resources } = await declaredStack(name, { enableLambdaVpc: "true", enableCloudTrail: "true" });
      const taggable = resources.filter(isTaggable);
      expect(taggable.length).to.be.greaterThan(20);
      for (const { name: resource, type, inputs } of taggable) {
        expect(inputs.tags, `${type} ${resource}`).to.include({
          project: "medical-imaging-pipeline",
          environment: name,
        });
        expect(inputs.tags, resource)
          .to.have.property("dataClassification")
          .that.is.oneOf(["phi", "deidentified", "operational"]);
      }
    });

  it("name owner and cost centre where they are configured", async () => {
    const { resources } = await declaredStack("dev", { owner: "radiology@example.org", costCenter: "4711" });
    for (const { name, inputs } of resources.filter(isTaggable))
      expect(inputs.tags, name).to.include({ owner: "radiology@example.org", costCenter: "4711" });
  });
});
