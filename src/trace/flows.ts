/** Arrivals -> Flows: one per (place, surface, recipient), with the surest and shortest evidence per data type. */
import type { Flow, FlowDatum, Hop, OpaquePayload, Recipient } from "../model/index.ts";
import type { Program } from "../link/program.ts";
import { guardFacts } from "./guards.ts";
import { isExampleHost, type Host } from "./hosts.ts";
import { locationOf, type Arrival } from "./outward.ts";
import { requestHosts } from "./request-hosts.ts";
import { hopsOf, type Datum } from "./result.ts";
import type { Sink } from "./sinks.ts";

export interface FlowOptions { ownDomains: readonly string[] }

export function flowsOf(program: Program, sink: Sink, arrivals: Arrival[], options: FlowOptions): Flow[] {
  const told = sink.api.kind === "navigation" ? arrivals.flatMap((arrival) => inAddress(program, arrival)) : arrivals;
  return told.flatMap((arrival) => recipientsOf(program, sink, arrival, options).map((recipient) => flowOf(program, sink, arrival, recipient)))
    // Nothing is left when all of it was the application's own.
    .filter((flow) => flow.data.length > 0 || flow.opaque.length > 0);
}

/** A link to a customer's page, a flag of a country: ids and coarse facts in an address name what is shown. */
function inAddress({ catalog }: Program, arrival: Arrival): Arrival[] {
  const data = arrival.result.data.filter(({ dataType }) => !catalog.isPseudonymous(dataType) && catalog.dataTypes.get(dataType)?.sensitivity !== "low");
  return data.length ? [{ ...arrival, result: { ...arrival.result, data, opaque: [] } }] : [];
}

interface Destination { recipient: Recipient; isSure: boolean; surface: Flow["surface"]; purpose?: string }

/** Who gets it: the vendor, or for requests the host; nobody when it is the application's own backend. */
function recipientsOf(program: Program, sink: Sink, arrival: Arrival, options: FlowOptions): Destination[] {
  const { api } = sink;
  const fixed: Destination = { recipient: api.recipient, isSure: sink.certainty === "sure", surface: api.surface, ...(api.purpose === undefined ? {} : { purpose: api.purpose }) };
  if (api.kind !== "http" && api.kind !== "beacon" && api.kind !== "navigation") return [fixed];
  const hosts = requestHosts(program, sink, arrival.chain);
  const known = hosts.filter((host) => host.kind === "host");
  const destinations = known.flatMap((host) => hostDestination(program, host, fixed, options));
  if (destinations.length) return destinations;
  if (hosts.some((host) => host.kind === "own") || api.kind === "navigation") return [];
  return hosts.length ? [{ ...fixed, surface: "network-third-party", recipient: { id: "unknown-host", name: "an unknown host", kind: "host" }, isSure: false }] : [];
}

function hostDestination(program: Program, host: Host & { kind: "host" }, fixed: Destination, options: FlowOptions): Destination[] {
  if (isExampleHost(host.name) || options.ownDomains.some((domain) => host.name === domain || host.name.endsWith(`.${domain}`))) return [];
  const vendor = program.catalog.vendorOfHost(host.name);
  if (vendor) return [{ recipient: { id: vendor.id, name: vendor.name, kind: "vendor" }, isSure: fixed.isSure, surface: vendor.surface === "log" ? "network-third-party" : vendor.surface, purpose: vendor.purpose }];
  return [{ ...fixed, surface: "network-third-party", recipient: { id: host.name, name: host.name, kind: "host" } }];
}

function flowOf(program: Program, sink: Sink, arrival: Arrival, destination: Destination): Flow {
  const sinkLocation = locationOf(sink.unit, sink.call, sink);
  const isHere = arrival.hops.length === 0;
  const end: Hop = { kind: "sink", file: sinkLocation.file, line: sinkLocation.line, column: sinkLocation.column, note: `handed to \`${sink.callee}()\`` };
  const call: Hop = { kind: "call", file: arrival.location.file, line: arrival.location.line, column: arrival.location.column, note: `passed to ${calledName(arrival)}` };
  const tail = isHere ? [end] : [call, ...arrival.hops];
  const guards = [...arrival.guards, ...arrival.chain, { unit: sink.unit, guards: sink.guards }].map((one) => guardFacts(program, one.unit, one.guards));
  return {
    surface: destination.surface,
    recipient: destination.recipient,
    sinkCertainty: destination.isSure ? "sure" : "likely",
    location: arrival.location,
    sink: sinkLocation,
    callee: isHere ? sink.callee : calledName(arrival).replace(/[`()]/g, ""),
    data: dataOf(arrival.result.data.filter((datum) => isDisclosed(sink, destination.surface, datum)), tail),
    opaque: arrival.result.opaque.map((one): OpaquePayload => ({
      label: one.label, mayContain: [...one.mayContain].sort(), source: one.source,
      path: [{ kind: "source", file: one.source.file, line: one.source.line, column: one.source.column, note: `\`${one.source.expression}\` is read` }, ...hopsOf(one.trail), ...tail],
    })),
    developmentOnly: guards.some((guard) => guard.developmentOnly),
    guards: [...new Set(guards.flatMap((guard) => guard.guards))].sort(),
    ...(destination.purpose === undefined ? {} : { purpose: destination.purpose }),
  };
}

function calledName({ unit, call }: Arrival): string {
  const value = unit.value(call);
  return value.kind === "call" ? `\`${unit.chain(value.callee).filter(Boolean).join(".")}()\`` : "the component";
}

const ownKeys = /(^|[._])(x-)?(api-?_?key|api-?_?secret|client-?_?secret|secret-?_?key|private-?_?key|bearer-?_?token)$/i;

/** Not disclosed: the application's own key at the service it calls, and a sealed value in a message: its reader has no key. */
function isDisclosed(sink: Sink, surface: Flow["surface"], datum: Datum): boolean {
  if (sink.api.kind === "http" && isOwnKey(datum)) return false;
  return !(surface === "message" && datum.treatment === "encrypted");
}

/** An application's key for the service it calls is how it signs in there, nobody's data. */
const isOwnKey = (datum: Datum): boolean => datum.dataType === "auth-credential" && ownKeys.test(datum.source.expression.replace(/([a-z])([A-Z])/g, "$1_$2"));

/** One entry per data type: sure before likely, untreated before treated, short before long. */
function dataOf(data: Datum[], tail: Hop[]): FlowDatum[] {
  const best = new Map<string, Datum>();
  for (const datum of data) {
    const known = best.get(datum.dataType);
    if (!known || rank(datum) < rank(known)) best.set(datum.dataType, datum);
  }
  return [...best.values()].sort((a, b) => (a.dataType < b.dataType ? -1 : 1)).map((datum) => ({
    dataType: datum.dataType, certainty: datum.certainty, reason: datum.reason,
    ...(datum.treatment ? { treatment: datum.treatment } : {}),
    source: datum.source,
    path: [{ kind: "source", file: datum.source.file, line: datum.source.line, column: datum.source.column, note: `\`${datum.source.expression}\` is read` }, ...hopsOf(datum.trail), ...tail],
  }));
}

const rank = (datum: Datum): number => (datum.certainty === "sure" ? 0 : 1000) + (datum.treatment ? 500 : 0) + (datum.trail?.length ?? 0);
