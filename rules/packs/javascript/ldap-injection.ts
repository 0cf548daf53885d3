import ldap from "ldapjs";

const client = ldap.createClient({ url: "ldaps://directory.example.org" });

export function found(req, res) {
  // ruleid: javascript.ldap-injection
  client.search("ou=people", { filter: "(uid=" + req.query.uid + ")" }, res.done);
}

export function foundNamed(uid, done) {
  const filter = `(&(objectClass=person)(uid=${uid}))`;
  // ruleid: javascript.ldap-injection
  client.search("ou=people", { filter }, done);
}

export function nearMiss(req, res) {
  // ok: javascript.ldap-injection
  client.search("ou=people", { filter: "(objectClass=person)" }, res.done);
}

export function nearMissNumber(req, res) {
  // ok: javascript.ldap-injection
  client.search("ou=people", { filter: "(uidNumber=" + Number(req.query.uid) + ")" }, res.done);
}
