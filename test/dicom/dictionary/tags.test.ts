import { expect } from "chai";
import { keywordOf } from "../../../dicom";
import * as tags from "../../../dicom/dictionary/tags";

describe("named tags", () => {
  it("are those of the keywords that they spell", () => {
    const spelling = (keyword: string) => keyword.toUpperCase().replaceAll("_", "");
    const wrong = Object.entries(tags).filter(
      ([name, tag]) => spelling(keywordOf(tag) ?? "") !== spelling(name),
    );
    expect(wrong).to.deep.equal([]);
  });
});
