/** The name and status of the error that a call of the SDK ends in. */
export async function failureOf(
  call: Promise<unknown>,
): Promise<{ name: string; statusCode: number | undefined }> {
  try {
    await call;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { name, statusCode: $metadata?.httpStatusCode };
  }
  throw new Error("The call did not fail");
}
