import { badRequest, created, noContent, notFound, ok, type Request, type Response } from "../http.ts";
import { type Boat, validateBoat } from "../models/boat.ts";
import type { BoatRepository } from "../repositories/boats.ts";

/** Answers requests about boats. */
export class BoatHandler {
  constructor(private readonly boats: BoatRepository) {}

  async get(request: Request): Promise<Response> {
    const boat = await this.boats.find(request.params.id ?? "");
    if (boat === undefined) return notFound("boat");
    return ok(boat);
  }

  async list(): Promise<Response> {
    return ok(await this.boats.list());
  }

  async create(request: Request): Promise<Response> {
    const boat = request.body as Boat;
    const problems = validateBoat(boat);
    if (problems.length > 0) return badRequest(problems);
    await this.boats.save(boat);
    return created(boat);
  }

  async remove(request: Request): Promise<Response> {
    const removed = await this.boats.remove(request.params.id ?? "");
    return removed ? noContent() : notFound("boat");
  }
}
