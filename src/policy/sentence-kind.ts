/** Sentences that look like statements about data and are none: scope, rights, advice, changes, legal definitions. */

export type SentenceKind = "practice" | "scope" | "advice" | "change" | "legal-definition" | "contact" | "credit" | "question";

const patterns: [SentenceKind, RegExp][] = [
  ["scope", /\b(?:(?:does|do|will|shall) not (?:apply|cover|extend|govern)|isn['’]t covered by|(?:is|are) not (?:covered|governed) by|not responsible for|have no (?:control|responsibility)|no control over|assume no responsibility|is governed by|are governed by (?:the|their)|(?:is|are|be) subject to (?:their|its|the third)|handled in accordance with the third party|(?:their|its) own (?:privacy )?(?:policies|policy|practices|rules|terms))\b/i],
  ["scope", /^(?:this|our|the) (?:\w+ )?(?:privacy )?(?:policy|notice|statement|page|document)\b[^.]{0,30}\b(?:applies|covers|describes|explains|sets out|informs|outlines|details|tells|governs|provides information)\b/i],
  ["scope", /^(?:in|throughout) this (?:privacy )?(?:policy|notice|statement),? (?:we|you)/i],
  ["change", /\b(?:changes? to (?:this|our|the) (?:privacy )?(?:policy|notice|statement)|(?:update|amend|modify|revise|change) (?:this|our|its|the) (?:privacy )?(?:policy|notice|statement)|updated (?:privacy )?policy|new privacy policy)\b/i],
  ["legal-definition", /\b(?:any information (?:relating|that relates|which relates|related) to an? (?:identified|identifiable|living|natural)|identified or identifiable (?:natural person|individual|person|living)[^.]*(?:means|who can be|is one))\b/i],
  ["legal-definition", /^["“'”]?[\w\s]{3,40}["“'”]?\s+(?:means|refers to|shall mean)\s+any\b[^.]*\b(?:operation|individual|natural person|entity)\b/i],
  ["advice", /^(?:the |your )?rights?\s+(?:to|of|not to)\b/i],
  ["contact", /^(?:if you have (?:any )?(?:questions|concerns|comments|complaints)|(?:please |you (?:can|may) (?:also )?)?contact (?:us|our)|for (?:more|further) information|to learn more|you can (?:reach|find|learn|read))\b/i],
  ["contact", /\b(?:see|read|refer to|review|visit|check) (?:our|the|their|that) (?:\w+ ){0,3}(?:cookie|privacy) (?:policy|notice|statement)\b(?![^.]*\b(?:collect|share|store)\b)/i],
  ["credit", /\b(?:licen[sc]e[ds]?\b[^.]*\b(?:creative commons|gpl|mit)|creative commons|created with|generated (?:by|with|using) (?:the )?(?:help|privacy|app)|copy of this (?:privacy )?policy|adapted from|based on (?:the )?(?:open|automattic|basecamp))/i],
  ["advice", /^(?:please (?!note|be aware|be advised|keep in mind|remember)|we (?:strongly )?(?:encourage|recommend|advise|suggest|urge|ask you to (?:read|review))|you (?:are|should be) (?:advised|encouraged|responsible)|you should|never share|do not share|make sure)/i],
  ["advice", /\bplease (?:do not|don['’]t|keep that in mind|refrain|avoid)\b/i],
];

export function sentenceKind(text: string): SentenceKind {
  if (text.endsWith("?")) return "question";
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? "practice";
}

/** "you have the right to:", "you can:", "rights include": the list below declares nothing. */
export const isRightsLead = (text: string): boolean =>
  /\b(?:rights?\b[^.]{0,60}(?::|to:|including)|(?:you|users|individuals|data subjects) (?:may|can|are entitled|have the (?:right|option|choice)|also have)\b[^.]*:|choices\b[^.]*:|questions?[^.]*:|contact (?:us|details)[^.]*:|do not sell)\s*$/i.test(text.trim())
  || /\brights? to\s*:?\s*$/i.test(text.trim()) || /\bfollowing (?:additional )?rights\b/i.test(text);
