/** A test of what may be absent, which no other test may be made of. */
export const isPresentAnd = (variable: string, test: object) => ({
  And: [
    { Variable: variable, IsPresent: true },
    { Variable: variable, ...test },
  ],
});
