import { expect, test } from 'vitest';
import { asBackupCode, newBackupCodes, newTotpSecret, totpAt, totpUri } from './totp.ts';

/** "12345678901234567890" in base32; codes of RFC 6238, appendix B, their last six digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code is that of the standard', (second, code) => {
  expect(totpAt(secret, Math.floor(second / 30))).toBe(code);
});

test('secrets and backup codes are never the same twice', () => {
  const secrets = Array.from({ length: 200 }, newTotpSecret);
  expect(new Set(secrets).size).toBe(200);
  for (const one of secrets) expect(one).toMatch(/^[A-Z2-7]{32}$/);
  const codes = newBackupCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    expect(asBackupCode(` ${code.toUpperCase().replace('-', ' ')} `)).toBe(code);
  }
});

test('what the app reads names clinic and person, also with signs in them', () => {
  const uri = new URL(totpUri(secret, 'maria+chair@harbor.example', 'Harbor: Street & Sons'));
  expect(uri.protocol).toBe('otpauth:');
  expect(uri.searchParams.get('issuer')).toBe('Racemic Harbor  Street & Sons');
  expect(uri.searchParams.get('secret')).toBe(secret);
  expect(decodeURIComponent(uri.pathname)).toContain('maria+chair@harbor.example');
});
