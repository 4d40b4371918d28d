import { button, element } from "../dom/element.ts";
import { icon } from "../dom/icon.ts";
import { t } from "../dom/t.ts";
import { type AskRating, ratingLabels, ratingReasons } from "./protocol.ts";

/** The thumbs under an answer, and after thumbs down the reasons to choose from. */
export function renderRating(rating: AskRating | undefined, rate: (rating: AskRating) => void): readonly HTMLElement[] {
  const thumb = (isGood: boolean) =>
    button(
      {
        class: "icon-button",
        title: isGood ? t("Helpful") : t("Not helpful"),
        label: isGood ? t("Helpful") : t("Not helpful"),
        attributes: { "aria-pressed": String(rating?.isGood === isGood) },
        onClick: () => rate({ isGood, reason: undefined }),
      },
      icon(isGood ? "thumbUp" : "thumbDown"),
    );
  return [thumb(true), thumb(false)];
}

/** The reasons why an answer did not help, as buttons. */
export function renderReasons(rating: AskRating, rate: (rating: AskRating) => void): HTMLElement {
  return element(
    "div",
    { class: "reasons", attributes: { role: "group", "aria-label": t("What was wrong with the answer?") } },
    element("span", {}, t("What was wrong?")),
    ...ratingReasons.map((reason) => {
      const attributes = { "aria-pressed": String(rating.reason === reason) };
      return button(
        { class: "secondary", attributes, onClick: () => rate({ isGood: false, reason }) },
        t(ratingLabels[reason]),
      );
    }),
  );
}
