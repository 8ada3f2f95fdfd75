/** JSON: the output contract, schemaVersion 1; keys in the order of the contract, every key always there. */
import type { Finding, FlowSource, Hop, Location, Note, Recipient, Report, ReportFlow, ReportVendor } from "../model/index.ts";

const ofRecipient = ({ id, name, kind }: Recipient): Recipient => ({ id, name, kind });
const ofLocation = ({ file, line, column, endLine, endColumn }: Location): Location => ({ file, line, column, endLine, endColumn });
const ofSource = ({ dataType, file, line, column, expression }: FlowSource): FlowSource => ({ dataType, file, line, column, expression });
const ofHop = ({ kind, file, line, column, note }: Hop): Hop => ({ kind, file, line, column, note });
const ofNote = ({ kind, file, line, text }: Note): Note => ({ kind, file, line, text });

function ofFinding(finding: Finding): Finding {
  const { rule, severity, certainty, verdict, dataTypes, surface, recipient, what, why, fix, location, sources, path, inventory, fingerprint } = finding;
  return {
    rule, severity, certainty, verdict, dataTypes, surface, recipient: recipient && ofRecipient(recipient), what, why, fix,
    location: ofLocation(location), sources: sources.map(ofSource), path: path.map(ofHop),
    inventory: inventory && { type: inventory.type, source: inventory.source }, fingerprint,
  };
}

function ofFlow({ dataTypes, surface, recipient, certainty, verdict, location, sources, path, reason }: ReportFlow): ReportFlow {
  return {
    dataTypes, surface, recipient: ofRecipient(recipient), certainty, verdict, location: ofLocation(location),
    sources: sources.map(ofSource), path: path.map(ofHop), reason,
  };
}

function ofVendor({ id, name, purpose, declared, evidence, autoCollects, receives }: ReportVendor): ReportVendor {
  return { id, name, purpose, declared, evidence: evidence.map(({ file, line }) => ({ file, line })), autoCollects, receives };
}

export function canonical({ schemaVersion, tool, summary, findings, flows, vendors, notes }: Report): Report {
  const { files, skipped, suppressed, baselined, findings: { error, warning, info } } = summary;
  return {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    summary: { files, skipped, findings: { error, warning, info }, suppressed, baselined },
    findings: findings.map(ofFinding),
    ...(flows && { flows: flows.map(ofFlow) }),
    vendors: vendors.map(ofVendor),
    notes: notes.map(ofNote),
  };
}

export const json = (report: Report): string => `${JSON.stringify(canonical(report), null, 2)}\n`;
