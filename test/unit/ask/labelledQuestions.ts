/** A question about samples/ and the lines, one of which a passage must show to answer it. */
export interface LabelledQuestion {
  readonly question: string;
  readonly path: string;
  readonly lines: readonly string[];
}

/** Asked as people ask: some name what they mean, most describe it, some in other words than the code. */
export const labelledQuestions: readonly LabelledQuestion[] = [
  // TypeScript
  q("How is the price of a stay calculated?", "typescript/src/models/invoice.ts", "export function priceOfStay"),
  q("Is there a discount for long stays?", "typescript/src/models/invoice.ts", "const discount"),
  q("How do I tell whether two bookings conflict?", "typescript/src/models/booking.ts", "export function overlaps"),
  q("does a boat fit into a berth", "typescript/src/models/booking.ts", "export function fitsInto"),
  q("Where are failed requests retried?", "typescript/src/http.ts", "export async function withRetries"),
  q("What is answered when something isn't found?", "typescript/src/http.ts", "export function notFound"),
  q("what does validateBerth check", "typescript/src/models/berth.ts", "export function validateBerth"),
  q("Which fields does a boat have?", "typescript/src/models/boat.ts", "export interface Boat"),
  q("in-memory database table", "typescript/src/repositories/table.ts", "export class MemoryTable"),
  q("Where do we make sure that the berth is not taken when a booking is created?", "typescript/src/handlers/bookings.ts", "const taken"), // biome-ignore format: a table
  q("How are bookings deleted from the repository?", "typescript/src/repositories/bookings.ts", "async remove"),
  q("How is the owner's email address verified?", "typescript/src/models/boat.ts", "ownerEmail.includes"),
  // Python
  q("When does the greenhouse water the plants?", "python/greenhouse/watering.py", "def plan", "Waters when the soil"),
  q("Why is nothing watered at noon?", "python/greenhouse/watering.py", "11 <= now.hour", "never at noon"),
  q("How is noise in the measurements smoothed?", "python/greenhouse/readings.py", "def moving_average"),
  q("How often can the same alarm ring?", "python/greenhouse/alarms.py", "hours=1", "once an hour"),
  q("convert a raw sensor value to a physical one", "python/greenhouse/bus.py", "def scale"),
  q("What happens if a sensor doesn't respond?", "python/greenhouse/alarms.py", "def report_failure"),
  q("too hot", "python/greenhouse/sensors/temperature.py", "def is_too_high"),
  q("How many readings are kept?", "python/greenhouse/readings.py", "capacity: int"),
  q("humidity threshold upper limit", "python/greenhouse/sensors/humidity.py", "def is_too_high"),
  // Go
  q("How are lost parcels detected?", "go/parcels/tracking.go", "func IsLost"),
  q("In which order are parcels loaded into a vehicle?", "go/parcels/loading.go", "func Load"),
  q("Where was a parcel seen last?", "go/parcels/tracking.go", "func LastSeen"),
  q("What makes a route invalid?", "go/parcels/route.go", "func (r *Route) Validate"),
  q("Is the DepotStore safe for concurrent use?", "go/parcels/depot.go", "type DepotStore struct"),
  q("Which error says that a key does not exist?", "go/parcels/errors.go", "ErrNotFound"),
  q("capacity of depots", "go/parcels/depot.go", "Capacity"),
  // Rust
  q("How many metres is a mile?", "rust/src/units/length.rs", "Length::Mile =>", "Mile,"),
  q("How are command-line arguments parsed?", "rust/src/parse.rs", "pub fn convert_line"),
  q("What error is shown for unknown units?", "rust/src/parse.rs", "UnknownUnits"),
  q("Where does the program exit with a failure?", "rust/src/main.rs", "exit(1)"),
  q("symbol for pounds", "rust/src/units/mass.rs", "pub fn from_symbol", "Mass::Pound"),
  q("Which quantities can be converted?", "rust/src/units.rs", "pub mod"),
];

function q(question: string, path: string, ...lines: readonly string[]): LabelledQuestion {
  return { question, path, lines };
}
