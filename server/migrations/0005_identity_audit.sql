-- A change of identity and its audit event are one transaction: the identity's role may add to the trail of the clinic that
-- the transaction names, and nothing else in schema clinic; it can't read it back.
grant usage on schema clinic to racemic_identity;
grant insert on clinic.audit_event to racemic_identity;
