import type { VariantFacts } from "../../core/statistics/events.ts";
import { armOf, type Experiment, hourOf, type NumberedVariant } from "../../core/variants/experiment.ts";
import type { Variant, VariantChoices } from "../../core/variants/variant.ts";
import type { NameNumbers } from "../journal/nameNumbers.ts";
import type { Clock, Store } from "../ports.ts";
import { readSavedVariants, type SavedVariants } from "./savedVariants.ts";

const key = "hunch.variants";
/** Places that keep their number: one that comes back later counts as another one. */
const maxPlaces = 1_000;

export interface ActiveVariantsDeps {
  /** Shared by all windows of this machine. */
  readonly store: Store;
  readonly clock: Pick<Clock, "wall">;
  /** Numbers versions of variants. */
  readonly numbers: NameNumbers;
}

/** What a request does differently, and how it is recorded. */
export interface AppliedVariant {
  readonly choices: VariantChoices;
  readonly facts: VariantFacts;
}

/** What an experiment is planned to find. */
export interface ExperimentPlan {
  readonly variants: readonly [Variant, Variant];
  readonly effect: number;
  readonly offersEach: number;
  /** Random, from 0 to 2³². */
  readonly seed: number;
}

/** The variant in use and the experiment that runs, on this machine. */
export class ActiveVariants {
  readonly #deps: ActiveVariantsDeps;
  readonly #places = new Map<string, number>();
  #lastPlace = 0;
  #read: { readonly value: unknown; readonly saved: SavedVariants } | undefined;

  constructor(deps: ActiveVariantsDeps) {
    this.#deps = deps;
  }

  /** The variant of a request in a file, now; undefined if neither an experiment runs nor a variant is in use. */
  at(uri: string): AppliedVariant | undefined {
    const { experiment, inUse } = this.#saved();
    const hour = hourOf(this.#deps.clock.wall());
    const running = experiment?.stoppedAt === undefined ? experiment : undefined;
    const variant = running ? running.variants[armOf(running.seed, uri, hour)] : inUse;
    return variant && { choices: variant.choices, facts: { id: variant.id, place: this.#placeOf(`${hour} ${uri}`) } };
  }

  /** The experiment that runs, or the last one. */
  experiment(): Experiment | undefined {
    return this.#saved().experiment;
  }

  /** The variant in use while no experiment runs; undefined for the settings alone. */
  inUse(): NumberedVariant | undefined {
    return this.#saved().inUse;
  }

  /** The model that a recorded variant asks; undefined for the configured one. */
  modelOf(id: number): string | undefined {
    const { experiment, inUse } = this.#saved();
    return [...(experiment?.variants ?? []), ...(inUse ? [inUse] : [])].find((each) => each.id === id)?.choices.model;
  }

  /** The name of a recorded variant on this machine. */
  nameOf(id: number): string | undefined {
    const known = this.#deps.numbers.nameOf(id);
    return known?.slice(0, known.indexOf("\n"));
  }

  /** Whether a variant that may be applied wants definitions from the language server. */
  wantsDefinitions(): boolean {
    const { experiment, inUse } = this.#saved();
    const possible = experiment?.stoppedAt === undefined ? (experiment?.variants ?? []) : [];
    return [...possible, ...(inUse ? [inUse] : [])].some(({ choices: { snippets } }) => Boolean(snippets?.definition));
  }

  /** Starts an experiment; one that runs ends. Resolves when saved. */
  async start({ variants: [first, second], ...plan }: ExperimentPlan): Promise<void> {
    const startedAt = this.#deps.clock.wall();
    const variants = [this.#number(first), this.#number(second)] as const;
    await this.#save({ ...this.#saved(), experiment: { ...plan, startedAt, stoppedAt: undefined, variants } });
  }

  /** Ends the experiment that runs, if one does. @param next the variant to use from now on */
  async stop(next: Variant | undefined): Promise<void> {
    const { experiment } = this.#saved();
    const stoppedAt = experiment?.stoppedAt ?? this.#deps.clock.wall();
    await this.#save({ experiment: experiment && { ...experiment, stoppedAt }, inUse: this.#inUse(next) });
  }

  /** Uses a variant for all requests while no experiment runs; undefined for the settings alone. */
  async use(variant: Variant | undefined): Promise<void> {
    await this.#save({ ...this.#saved(), inUse: this.#inUse(variant) });
  }

  #inUse(variant: Variant | undefined): NumberedVariant | undefined {
    return variant && Object.keys(variant.choices).length > 0 ? this.#number(variant) : undefined;
  }

  /** A variant whose choices change is another one, with another number. */
  #number(variant: Variant): NumberedVariant {
    const id = this.#deps.numbers.numberOf(`${variant.name}\n${JSON.stringify(variant.choices)}`);
    return { ...variant, id };
  }

  #placeOf(place: string): number {
    const known = this.#places.get(place);
    if (known !== undefined) return known;
    const [oldest] = this.#places.keys();
    if (this.#places.size >= maxPlaces && oldest !== undefined) this.#places.delete(oldest);
    this.#places.set(place, ++this.#lastPlace);
    return this.#lastPlace;
  }

  #saved(): SavedVariants {
    const value = this.#deps.store.get(key);
    if (this.#read?.value !== value) this.#read = { value, saved: readSavedVariants(value) };
    return this.#read?.saved ?? { experiment: undefined, inUse: undefined };
  }

  async #save(saved: SavedVariants): Promise<void> {
    await this.#deps.store.set(key, saved);
  }
}
