import type { NextEditModel } from "../../core/nextEdit/confidence.ts";
import type { Moment } from "../../core/nextEdit/moment.ts";
import { type Proposal, proposeNextEdits } from "../../core/nextEdit/proposeNextEdits.ts";
import { renamedName } from "../../core/nextEdit/renamedName.ts";
import { toTextReplacement } from "../../core/nextEdit/textReplacement.ts";
import type { NextEditView, PlannedEdit, ProposedEdit, RenamedDeclaration, ShownNextEdit } from "./nextEditPorts.ts";
import { type TrackedFiles, textsOf } from "./trackedFiles.ts";

/** All edits of a rule are held to less than one that is offered by itself: they are looked through before they are applied. */
const leastOfAll = 0.25;

/** Whether the editor reports the name that a proposal exchanges as an error. */
export type IsProblem = (proposal: ProposedEdit) => boolean;

export function problemsIn(files: TrackedFiles, view: Pick<NextEditView, "isProblem">): IsProblem {
  return (proposal) => {
    const file = files.get(proposal.path)?.file;
    const replacement = file && toTextReplacement(proposal, textsOf(file));
    const name = replacement && renamedName(replacement, file.lines[replacement.startLine]?.text ?? "");
    return name !== undefined && view.isProblem(proposal.path, name);
  };
}

/** The next place, downwards and then round, whose name is reported as an error: the person renamed its declaration. */
export function nearestProblem(
  proposals: readonly Proposal[],
  isProblem: IsProblem,
  { path, line }: { readonly path: string; readonly line: number },
): Proposal | undefined {
  const way = (each: Proposal) => {
    if (each.path !== path) return 2e6;
    return each.line >= line ? each.line - line : 1e6 + line - each.line;
  };
  return proposals.filter(isProblem).toSorted((a, b) => way(a) - way(b))[0];
}

/** The edits that rules of a proposal propose, one for each place. */
export function allLike(
  { rules }: ProposedEdit,
  { moment, model, files, isProblem }: AllLikeParts,
): readonly PlannedEdit[] {
  const taken: Proposal[] = [];
  const wanted = new Set(rules);
  for (const each of proposeNextEdits(moment, model, Number.POSITIVE_INFINITY)) {
    const isLikely = each.confidence >= leastOfAll || isProblem(each);
    const isLike = isLikely && each.rules.every((rule) => wanted.has(rule));
    if (isLike && !taken.some((other) => overlap(other, each))) taken.push(each);
  }
  return taken.flatMap((each) => {
    const known = files.get(each.path);
    const replacement = known && toTextReplacement(each, textsOf(known.file));
    return known && replacement ? [{ path: each.path, version: known.version, replacement }] : [];
  });
}

interface AllLikeParts {
  readonly moment: Moment;
  readonly model: NextEditModel;
  readonly files: TrackedFiles;
  readonly isProblem: IsProblem;
}

/** The declaration that the person renamed by hand, if the oldest example is one line with another name. */
export function renamedDeclaration({ examples }: ShownNextEdit, files: TrackedFiles): RenamedDeclaration | undefined {
  const [example] = examples;
  const version = example && files.get(example.path)?.version;
  if (!example || version === undefined || example.oldLines.length !== example.newLines.length) return undefined;
  const change = toTextReplacement({ ...example, line: 0 }, example.oldLines);
  const name = change && renamedName(change, example.oldLines[change.startLine] ?? "");
  if (!name) return undefined;
  const end = name.start + name.to.length;
  return { ...name, end, path: example.path, version, line: example.line + name.line };
}

function overlap(left: Proposal, right: Proposal): boolean {
  if (left.path !== right.path) return false;
  if (left.line === right.line) return true;
  return left.line < right.line + right.oldLines.length && right.line < left.line + left.oldLines.length;
}
