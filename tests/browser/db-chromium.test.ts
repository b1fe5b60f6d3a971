import { describe } from "vitest";
import { contractsIn } from "./lab/contracts-in.ts";

describe("in chromium", () => contractsIn("chromium"));
