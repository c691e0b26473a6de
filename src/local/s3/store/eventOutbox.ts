import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isPending, readJson, writeJson } from "./jsonFile";
import type { S3Event } from "./notifications";

/** Takes one notification; S3 may tell of the same event twice. */
export type OnEvent = (target: string, event: S3Event) => void | Promise<void>;

export interface Delivery {
  readonly target: string;
  readonly event: S3Event;
}

/** What lies in the outbox: deliveries, and how to tell whether that which they speak of came about. */
export interface Announcement {
  readonly bucketName: string;
  readonly key: string;
  /** The version that has to be there, or where `removed` not to be there, for the event to be true. */
  readonly versionId: string;
  readonly sequencer: string;
  readonly removed: boolean;
  readonly deliveries: readonly Delivery[];
}

/**
 * Delivers events at least once: they are written down before the change that they tell of, and
 * struck off when the target has taken them. What is left of an earlier run is delivered by `resume`.
 */
export class EventOutbox {
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly directory: string,
    private readonly onEvent: OnEvent,
  ) {}

  async announce(id: string, announcement: Announcement): Promise<void> {
    await writeJson(this.pathOf(id), announcement);
  }

  /** The change did not come about. */
  async withdraw(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Delivers without making the caller wait. A target that fails gets the event again after a restart. */
  deliver(id: string, announcement: Announcement): void {
    const run = this.deliverAll(id, announcement)
      .catch(() => undefined)
      .finally(() => this.running.delete(run));
    this.running.add(run);
  }

  /** Delivers what an earlier run left, as far as `isTrue` says that it happened. */
  async resume(isTrue: (announcement: Announcement) => boolean): Promise<void> {
    await mkdir(this.directory, { recursive: true });
    for (const name of (await readdir(this.directory)).sort()) {
      const path = join(this.directory, name);
      const announcement = isPending(name) ? undefined : ((await readJson(path)) as Announcement);
      if (announcement && isTrue(announcement)) this.deliver(name.replace(/\.json$/, ""), announcement);
      else await rm(path, { force: true });
    }
  }

  /** Settles when all deliveries under way have ended. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private async deliverAll(id: string, announcement: Announcement): Promise<void> {
    for (const { target, event } of announcement.deliveries) await this.onEvent(target, event);
    await this.withdraw(id);
  }

  private pathOf(id: string): string {
    return join(this.directory, `${id}.json`);
  }
}
