/** What a validator says of the text it lets through: `z.string().email()`, `@IsPhoneNumber()`, `format: "ipv4"`. */
import type { DataTypeId } from "../model/index.ts";

/** By the validator's name in small letters, without `is` before it. */
const byValidator: Record<string, DataTypeId> = {
  email: "email-address", rfcemail: "email-address", emailaddress: "email-address", "string.email": "email-address", "idn-email": "email-address",
  ip: "ip-address", ipv4: "ip-address", ipv6: "ip-address", "string.ip": "ip-address", "string.ip.v4": "ip-address", "string.ip.v6": "ip-address",
  e164: "phone-number", phone: "phone-number", phonenumber: "phone-number", mobilephone: "phone-number", mobilenumber: "phone-number",
  postalcode: "postal-code", creditcard: "payment-card", "string.creditcard": "payment-card", iban: "bank-account",
  passportnumber: "passport", identitycard: "national-id-number", latlong: "precise-location", latitude: "precise-location", longitude: "precise-location",
  mac: "mac-address", mac48: "mac-address", mac64: "mac-address", macaddress: "mac-address", imei: "imei", btcaddress: "crypto-wallet", ethereumaddress: "crypto-wallet",
  strongpassword: "password",
};

export function hintOf(validator: string): DataTypeId | undefined {
  const name = validator.toLowerCase();
  return byValidator[name] ?? (name.startsWith("is") ? byValidator[name.slice(2)] : undefined);
}
