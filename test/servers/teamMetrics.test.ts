import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TeamExport } from "../../src/app/teams/teamExport.ts";
import type { TelemetryEvent } from "../../src/core/statistics/events.ts";
import { openExporter } from "../../src/telemetry/openExporter.ts";
import { teamEvents } from "../unit/app/teams/teamEvents.ts";
import { findReceiver, type OtlpReceiver, startReceiver } from "./otlpReceiver.ts";

const program = findReceiver();

describe.skipIf(!program)(
  `${program?.name ?? "a receiver of OTLP (prometheus 3 or victoria-metrics)"}, a real one`,
  () => {
    let receiver: OtlpReceiver;
    const folder = mkdtempSync(join(tmpdir(), "hunch-receiver-"));
    beforeAll(async () => {
      receiver = await startReceiver(program ?? expect.fail("no receiver"), folder);
    });
    afterAll(async () => {
      await receiver.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The value of a query once it has one. */
    async function resultOf(query: string): Promise<number> {
      const deadline = Date.now() + 60_000;
      while (Date.now() < deadline) {
        const answer = await fetch(`${receiver.queries}/api/v1/query?query=${encodeURIComponent(query)}`);
        const { data } = (await answer.json()) as {
          data?: { result: readonly { value: readonly [number, string] }[] };
        };
        const value = data?.result[0]?.value[1];
        if (value !== undefined) return Number(value);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      throw new Error(`no value of ${query}`);
    }

    /** One window that sends its events and closes. */
    async function sendFrom(instance: string, events: readonly TelemetryEvent[]): Promise<readonly string[]> {
      const log: string[] = [];
      const teams = new TeamExport({
        settings: () => ({ endpoint: receiver.endpoint, headers: {} }),
        isTelemetryOn: () => true,
        secretOf: () => Promise.resolve(undefined),
        open: (options) =>
          Promise.resolve(
            openExporter({ ...options, version: "0.1.0", instance, everyMs: 3_600_000, mayExport: () => true }),
          ),
        log: (sentence) => log.push(sentence),
      });
      await teams.renew();
      for (const event of events) teams.add(event);
      await teams.close();
      return log;
    }

    test("two windows add up, and every figure can be asked for by its attributes", async () => {
      expect(await sendFrom("one", teamEvents)).toEqual([]);
      expect(await sendFrom("two", teamEvents)).toEqual([]);
      await expect.poll(() => resultOf("sum(hunch_offers_total)"), { timeout: 60_000 }).toBe(2);
      expect(await resultOf('sum(hunch_offers_total{outcome="accepted",language="go",source="server"})')).toBe(2);
      expect(await resultOf("sum(hunch_accepted_characters_total)")).toBe(24);
      expect(await resultOf('sum(hunch_server_tokens_total{kind="cached",protocol="ollama"})')).toBe(80);
      expect(await resultOf("sum(hunch_server_cost_total)")).toBeCloseTo(0.004);
      expect(await resultOf("sum(hunch_time_to_show_milliseconds_count)")).toBe(2);
      expect(await resultOf('sum(hunch_time_to_show_milliseconds_bucket{le="200"})')).toBe(2);
      expect(await resultOf('sum(hunch_time_to_show_milliseconds_bucket{le="100"})')).toBe(0);
      expect(await resultOf('sum(hunch_retention_kept_total{after="600s"})')).toBe(2);
    });

    test("every query of the dashboard is valid here", async () => {
      const { panels } = JSON.parse(readFileSync("docs/teams/dashboard.json", "utf8"));
      const queries = panels.flatMap(({ targets }: { targets: readonly { expr: string }[] }) =>
        targets.map(({ expr }) => expr),
      );
      expect(queries.length).toBeGreaterThan(10);
      for (const expr of queries) {
        const query = expr.replaceAll("$__range", "1h").replaceAll("$language", ".*");
        const answer = await fetch(`${receiver.queries}/api/v1/query?query=${encodeURIComponent(query)}`);
        expect(await answer.json(), query).toMatchObject({ status: "success" });
      }
    });
  },
);
