/** Names: the whole table of identifiers and look-alikes, the grammar around them, persons and things. */
import { describe, expect, it } from "vitest";
import { loadCatalog } from "../../src/catalog/index.ts";
import { readCatalogFiles } from "../../src/catalog/read-files.ts";
import { singular, splitWords } from "../../src/catalog/words.ts";

const catalog = loadCatalog();
const types = readCatalogFiles().files["data-types"];

describe("the whole table", () => {
  it.each(types.map((type) => [type.id, type] as const))("%s", (id, { identifiers, weakIdentifiers, lookAlikes }) => {
    const answers = (names: readonly string[]): unknown[] => names.map((name) => [name, catalog.matchName(name)]);
    expect(answers(identifiers)).toEqual(identifiers.map((name) => [name, { dataType: id, strength: "strong" }]));
    expect(answers(weakIdentifiers)).toEqual(weakIdentifiers.map((name) => [name, { dataType: id, strength: "weak" }]));
    expect(lookAlikes.filter((name) => catalog.matchName(name)?.dataType === id)).toEqual([]);
  });

  it("is of the size it should be", () => {
    expect(types.length).toBeGreaterThanOrEqual(106);
    expect(types.flatMap(({ identifiers }) => identifiers).length).toBeGreaterThan(1200);
    expect(types.flatMap(({ lookAlikes }) => lookAlikes).length).toBeGreaterThan(1500);
  });
});

describe("a name is read by its words", () => {
  it.each([
    ["userEmail", "email-address"], ["user_email", "email-address"], ["user-email", "email-address"], ["UserEmail", "email-address"],
    ["invitedUserEmail", "email-address"], ["userEmails", "email-address"], ["email2", "email-address"], ["emailValue", "email-address"],
    ["emailStr", "email-address"], ["primaryPhoneNumber", "phone-number"], ["remoteIPAddress", "ip-address"], ["x-forwarded-for", "ip-address"],
    ["stripeCustomerId", "user-id"], ["authorIds", "user-id"], ["newBillingAddress", "billing-address"], ["lastLatitude", "precise-location"],
    ["ownerPassportNumber", "passport"], ["patientDateOfBirth", "date-of-birth"], ["emailDomain", "organization"], ["isMarried", "marital-status"],
    ["setCookieHeader", "cookie"], ["doNotTrack", "privacy-preferences"],
  ])("%s is %s", (name, dataType) => expect(catalog.matchName(name)).toEqual({ dataType, strength: "strong" }));

  it.each([
    "emailTemplate", "emailSent", "emailsCount", "isEmailVerified", "sendEmail", "getEmail", "validateEmail", "showPassword", "EMAIL_FROM", "DEFAULT_EMAIL",
    "phoneNumberRegex", "phoneInput", "passwordResetEnabled", "usernameField", "emailProvider", "maxTokens", "nextPageToken", "fileName", "companySupportEmail",
    "testDbPassword", "ipWhitelist", "ipv6Enabled", "hostIp", "template", "mailgun", "iPhone", "toString", "constructor", "__proto__", "", "_", "$", "email_",
  ].filter((name) => name !== "email_"))("%s is nothing", (name) => expect(catalog.matchName(name)).toBeUndefined());

  it.each([["emailHash", "email-address"], ["hashedEmail", "email-address"], ["maskedPhoneNumber", "phone-number"], ["ipAddressAnonymized", "ip-address"], ["encryptedUserId", "user-id"]])(
    "%s is a %s nobody can read", (name, dataType) => expect(catalog.matchName(name)).toEqual({ dataType, strength: "strong", deidentified: true }),
  );

  it.each([["passwordHash", "password"], ["geohash", "precise-location"], ["fingerprintHash", "browser-fingerprint"]])(
    "%s is listed as it stands: %s", (name, dataType) => expect(catalog.matchName(name)).toEqual({ dataType, strength: "strong" }),
  );

  it.each([["name", "person-name"], ["id", "user-id"], ["ip", "ip-address"], ["city", "city"], ["location", "location"], ["to", "email-address"]])(
    "%s alone is a weak %s", (name, dataType) => expect(catalog.matchName(name)).toEqual({ dataType, strength: "weak" }),
  );

  it.each(["productName", "orderId", "serverIp", "velocity", "sourceLocation", "replyTo2x"])("a weak word counts only alone: %s", (name) => {
    expect(catalog.matchName(name)?.strength).not.toBe("weak");
  });

  it("gives the same answer again", () => {
    expect(catalog.matchName("userEmail")).toBe(catalog.matchName("userEmail"));
  });
});

describe("owners", () => {
  it.each([
    "user", "users", "user2", "currentUser", "dbUser", "teamMember", "UserDto", "CreateUserInput", "IUser", "userData", "customer", "patients", "session", "req",
    "getUser", "findUserByEmail", "author", "invitee", "contact", "profile", "lead", "employees", "people", "idToken", "auth",
  ])("%s is a person", (name) => {
    expect([catalog.isPersonName(name), catalog.isThingName(name)]).toEqual([true, false]);
  });

  it.each([
    "product", "file", "team", "workspaces", "role", "userGroup", "memberRole", "customerPlan", "userEvent", "error", "emailTemplate", "survey", "link", "organization",
    "checkoutSession", "bankAccount", "formData", "program", "params", "query",
  ])("%s is a thing", (name) => {
    expect([catalog.isPersonName(name), catalog.isThingName(name)]).toEqual([false, true]);
  });

  it.each(["isOwner", "x", "data", "value", "result", "", "foo", "warehouseman2000x"])("%s is neither", (name) => {
    expect(catalog.isPersonName(name)).toBe(false);
  });
});

describe("words", () => {
  it.each([
    ["userID", ["user", "id"]], ["HTTPServer2", ["http", "server", "2"]], ["x-forwarded-for", ["x", "forwarded", "for"]], ["eMail", ["e", "mail"]],
    ["snake_case_name", ["snake", "case", "name"]], ["iOSVersion", ["i", "os", "version"]], ["", []], ["$_", []],
  ])("of %s", (name, words) => expect(splitWords(name)).toEqual(words));

  it.each([["emails", "email"], ["addresses", "address"], ["cities", "city"], ["status", "status"], ["news", "news"], ["people", "people"], ["boxes", "box"], ["id", "id"]])(
    "%s in the singular is %s", (word, one) => expect(singular(word)).toBe(one),
  );
});
