import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { apiPage } from "./page";
import type { ModuleApi } from "./publicApi";

export const API_PAGE = "docs/api.md";

/**
 * The page as `npm run format` leaves it.
 *
 * @param root the project's folder
 */
export async function formattedPage(root: string, modules: readonly ModuleApi[]): Promise<string> {
  const filepath = join(root, API_PAGE);
  return format(apiPage(modules), { ...(await resolveConfig(filepath)), filepath });
}
