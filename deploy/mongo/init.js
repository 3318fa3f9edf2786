// Run once by mongosh as the root user on the first member: makes the replica set and the user of the platform.
// May be run again; what is there stays.
/* global rs, db, sleep, process, print, quit */
const members = process.env.MONGO_MEMBERS.split(',');

try {
  rs.status();
  print('the replica set is there');
} catch (e) {
  if (e.codeName !== 'NotYetInitialized') {
    throw e;
  }
  rs.initiate({
    _id: 'ocpi',
    members: members.map((host, i) => ({ _id: i, host: host, priority: i === 0 ? 2 : 1 })),
  });
}

for (let second = 0; !db.hello().isWritablePrimary; second++) {
  if (second === 60) {
    print('the first member has not become the primary within a minute');
    quit(1);
  }
  sleep(1000);
}

const platform = db.getSiblingDB('ocpi');
const account = {
  pwd: process.env.MONGO_PASSWORD,
  roles: [{ role: 'readWrite', db: 'ocpi' }, { role: 'dbAdmin', db: 'ocpi' }],
};
if (platform.getUser('ocpi') === null) {
  platform.createUser({ user: 'ocpi', ...account });
} else {
  platform.updateUser('ocpi', account);
}
print('the user of the platform is there');
