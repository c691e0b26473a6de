import { expect } from "chai";
import { isProduction } from "../../../src/infra/names";

describe("names of the infra program", () => {
  const isProductionIn = (environment: string) => isProduction({ environment });

  for (const environment of ["prod", "production", "prod-eu", "hospital-prod", "production-1", "eu-prod-2"])
    it(`takes ${environment} for production`, () => expect(isProductionIn(environment)).to.equal(true));

  for (const environment of ["dev", "products", "preprod", "reproduction", "prod2", "productions-a"])
    it(`does not take ${environment} for production`, () =>
      expect(isProductionIn(environment)).to.equal(false));
});
