import { ModelServer } from "../../../test/support/modelServer.ts";

/** Runs a server that answers at once, in its own process so that it does not share the clients' thread. */
const server = await ModelServer.start({ answer: () => ({ chunks: ["total += item", ".price;\n"] }) });
process.send?.(server.url);
setInterval(() => server.requests.splice(0), 1_000).unref();
process.on("disconnect", () => process.exit());
