import { DEFAULT_LIMITS, limitsForMemory, type Limits } from "../../../dicom/limits";

const MEBIBYTE = 1024 * 1024;

/** The engine's limits for the memory that Lambda says the function has; the defaults where it does not say. */
export function functionLimits(memoryMb = process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE): Limits {
  const memoryBytes = Number(memoryMb) * MEBIBYTE;
  return memoryBytes > 0 ? limitsForMemory(memoryBytes) : DEFAULT_LIMITS;
}
