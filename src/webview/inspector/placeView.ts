import { button, element } from "../dom/element.ts";
import { formatCount } from "../dom/format.ts";
import { placeChildren } from "../dom/placeChildren.ts";
import { t } from "../dom/t.ts";
import type { InspectorRequest } from "../protocol.ts";
import type { RequestPlace } from "./groupByPlace.ts";

/** One line of a file with its requests: the newest is visible, the others unfold. */
export class PlaceView {
  readonly section: HTMLElement;
  readonly #count = element("span", { class: "quiet-count" });
  readonly #newest = element("div");
  readonly #earlier = element("div");
  readonly #fold: HTMLDetailsElement;
  readonly #foldLabel = element("summary");

  constructor({ uri, path, line }: RequestPlace, open: (uri: string, line: number) => void) {
    const name = `${path.slice(path.lastIndexOf("/") + 1)}:${line + 1}`;
    const title = t("Open {0}", `${path}:${line + 1}`);
    const link = button({ class: "link", title, label: title, onClick: () => open(uri, line) }, name);
    this.#fold = element("details", { class: "earlier" }, this.#foldLabel, this.#earlier);
    this.section = element(
      "section",
      { class: "place" },
      element("h3", {}, link, " ", this.#count),
      this.#newest,
      this.#fold,
    );
  }

  /** @param rowOf returns the element of a request, the same one as long as the request is the same */
  draw({ requests }: RequestPlace, rowOf: (request: InspectorRequest) => HTMLElement): void {
    const [newest, ...earlier] = requests;
    this.#count.textContent = earlier.length > 0 ? t("{0} requests", formatCount(requests.length)) : "";
    placeChildren(this.#newest, [rowOf(newest)]);
    placeChildren(this.#earlier, earlier.map(rowOf));
    this.#foldLabel.textContent =
      earlier.length === 1 ? t("1 earlier request") : t("{0} earlier requests", formatCount(earlier.length));
    this.#fold.hidden = earlier.length === 0;
  }
}
