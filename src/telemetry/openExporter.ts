import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { AggregationTemporality, MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import {
  bucketsMs,
  type CounterName,
  counters,
  type HistogramName,
  histograms,
  type Meter,
} from "../app/teams/teamMetrics.ts";
import { messageOf } from "../core/util/messageOf.ts";

export interface ExporterOptions {
  /** The whole address of the receiver, such as http://localhost:9090/api/v1/otlp/v1/metrics. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly version: string;
  /** Random; tells windows apart, whose counters each begin at zero. */
  readonly instance: string;
  readonly everyMs: number;
  /** Whether metrics may be sent now; what is refused is dropped. */
  readonly mayExport: () => boolean;
  /** Called after each attempt; undefined if it was delivered. */
  readonly onResult: (error: string | undefined) => void;
}

/** Sends metrics over OTLP/HTTP. */
export interface Exporter extends Meter {
  /** Sends what was counted so far. Resolves when the attempt has ended. */
  flush(): Promise<void>;
  /** Sends the rest and ends. */
  close(): Promise<void>;
}

const timeoutMs = 10_000;

/** Opens an exporter with the OpenTelemetry SDK: protobuf, cumulative, as Prometheus takes it. Sends nothing yet. */
export function openExporter({
  url,
  headers,
  version,
  instance,
  everyMs,
  mayExport,
  onResult,
}: ExporterOptions): Exporter {
  const exporter = new OTLPMetricExporter({
    url,
    headers: { ...headers },
    timeoutMillis: timeoutMs,
    temporalityPreference: AggregationTemporality.CUMULATIVE,
  });
  const send = exporter.export.bind(exporter);
  // `forceFlush` resolves although nothing was delivered: only this callback knows.
  exporter.export = (metrics, callback) => {
    if (!mayExport()) return callback({ code: 0 });
    send(metrics, (result) => {
      onResult(result.code === 0 ? undefined : messageOf(result.error ?? "the receiver refused the metrics"));
      callback(result);
    });
  };
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: everyMs,
    exportTimeoutMillis: timeoutMs,
  });
  const resource = resourceFromAttributes({
    "service.name": "hunch",
    "service.version": version,
    "service.instance.id": instance,
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  const meter = provider.getMeter("hunch", version);
  const counterOf = remember((name: CounterName) => meter.createCounter(name, counters[name]));
  const histogramOf = remember((name: HistogramName) =>
    meter.createHistogram(name, { ...histograms[name], advice: { explicitBucketBoundaries: [...bucketsMs] } }),
  );
  return {
    count: (name, value, attributes) => counterOf(name).add(value, { ...attributes }),
    record: (name, value, attributes) => histogramOf(name).record(value, { ...attributes }),
    flush: () => provider.forceFlush(),
    close: () => provider.shutdown(),
  };
}

function remember<Name, Instrument>(create: (name: Name) => Instrument): (name: Name) => Instrument {
  const known = new Map<Name, Instrument>();
  return (name) => {
    const instrument = known.get(name) ?? create(name);
    known.set(name, instrument);
    return instrument;
  };
}
