import { badRequest, created, noContent, notFound, ok, type Request, type Response } from "../http.ts";
import { type Berth, validateBerth } from "../models/berth.ts";
import type { BerthRepository } from "../repositories/berths.ts";

/** Answers requests about berths. */
export class BerthHandler {
  constructor(private readonly berths: BerthRepository) {}

  async get(request: Request): Promise<Response> {
    const berth = await this.berths.find(request.params.id ?? "");
    if (berth === undefined) return notFound("berth");
    return ok(berth);
  }

  async list(): Promise<Response> {
    return ok(await this.berths.list());
  }

  async create(request: Request): Promise<Response> {
    const berth = request.body as Berth;
    const problems = validateBerth(berth);
    if (problems.length > 0) return badRequest(problems);
    await this.berths.save(berth);
    return created(berth);
  }

  async remove(request: Request): Promise<Response> {
    const removed = await this.berths.remove(request.params.id ?? "");
    return removed ? noContent() : notFound("berth");
  }
}
