BEGIN TRANSACTION;
CREATE TABLE forgetting (
	account TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	PRIMARY KEY (account, platform)
);
CREATE TABLE planned (
	id INTEGER NOT NULL, 
	run VARCHAR(26) NOT NULL, 
	account TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	control TEXT NOT NULL, 
	item TEXT, 
	named BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run) REFERENCES run (id)
);
INSERT INTO "planned" VALUES(1,'01J0000000000000000000000A','ada','linkedin','generative-ai-improvement',NULL,0);
CREATE TABLE request (
	id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	control TEXT NOT NULL, 
	person VARCHAR(64), 
	practice BOOLEAN NOT NULL, 
	event VARCHAR(16) NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "request" VALUES(1,'ada','linkedin','objection','1eea43556bbe25b1d842c4b71644c60de95e89705bf5230ebdccd236c08b402f',0,'begun','2026-11-22T16:45:00.123456+00:00');
INSERT INTO "request" VALUES(2,'ada','linkedin','objection','1eea43556bbe25b1d842c4b71644c60de95e89705bf5230ebdccd236c08b402f',0,'acknowledged','2026-11-22T16:45:00.123456+00:00');
CREATE TABLE result (
	id INTEGER NOT NULL, 
	run VARCHAR(26) NOT NULL, 
	account TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	control TEXT NOT NULL, 
	item TEXT, 
	outcome VARCHAR(32) NOT NULL, 
	detail TEXT NOT NULL, 
	"before" VARCHAR(8), 
	"after" VARCHAR(8), 
	healed BOOLEAN NOT NULL, 
	attempts INTEGER NOT NULL, 
	seconds FLOAT NOT NULL, 
	flow_version TEXT NOT NULL, 
	seen_at VARCHAR(32) NOT NULL, 
	evidence JSON NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(run) REFERENCES run (id)
);
INSERT INTO "result" VALUES(1,'01J0000000000000000000000A','ada','linkedin','generative-ai-improvement',NULL,'opted_out','It was on; a fresh load of the page shows it off.','on','off',1,2,1.9,'2026-11-22','2026-11-22T16:45:00.123456+00:00','["evidence/01J0000000000000000000000A/ada-linkedin-after.png"]');
INSERT INTO "result" VALUES(2,'01J0000000000000000000000B','ada','linkedin','generative-ai-improvement',NULL,'opted_in','It is on.','on','on',1,2,1.9,'2026-11-22','2026-12-22T16:45:00.123456+00:00','["evidence/01J0000000000000000000000B/ada-linkedin-before.png"]');
INSERT INTO "result" VALUES(3,'01J0000000000000000000000B','ada','tumblr','prevent-third-party-sharing','my-blog','already_out','It was on; a fresh load of the page shows it off.','off','off',1,2,1.9,'2026-11-22','2026-12-22T16:45:00.123456+00:00','[]');
INSERT INTO "result" VALUES(4,'01J0000000000000000000000C','ada','linkedin','generative-ai-improvement',NULL,'opted_out','It was on; a fresh load of the page shows it off.','on','off',1,2,1.9,'2026-11-22','2026-12-23T16:45:00.123456+00:00','["evidence/01J0000000000000000000000A/ada-linkedin-after.png"]');
CREATE TABLE run (
	id VARCHAR(26) NOT NULL, 
	mode VARCHAR(16) NOT NULL, 
	version VARCHAR(64) NOT NULL, 
	practice BOOLEAN NOT NULL, 
	started VARCHAR(32) NOT NULL, 
	finished VARCHAR(32), 
	PRIMARY KEY (id)
);
INSERT INTO "run" VALUES('01J0000000000000000000000A','run','0.1.0',0,'2026-11-22T16:45:00.123456+00:00','2026-11-22T16:45:09.123456+00:00');
INSERT INTO "run" VALUES('01J0000000000000000000000B','check','0.1.0',0,'2026-12-22T16:45:00.123456+00:00',NULL);
INSERT INTO "run" VALUES('01J0000000000000000000000C','run','0.1.0',1,'2026-12-23T16:45:00.123456+00:00',NULL);
CREATE TABLE schema (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema" VALUES(1);
CREATE TABLE secret (
	account TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	name VARCHAR(32) NOT NULL, 
	sealed BLOB NOT NULL, 
	PRIMARY KEY (account, platform, name)
);
INSERT INTO "secret" VALUES('ada','linkedin','password',X'7365616C656420746F6F');
CREATE TABLE session (
	account TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	practice BOOLEAN NOT NULL, 
	sealed BLOB NOT NULL, 
	saved_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (account, platform, practice)
);
INSERT INTO "session" VALUES('ada','linkedin',0,X'7365616C6564','2026-11-22T16:45:00.123456+00:00');
CREATE INDEX request_by_control ON request (account, platform, control);
CREATE INDEX planned_by_run ON planned (run);
CREATE INDEX result_by_run ON result (run);
CREATE INDEX result_by_control ON result (account, platform, control);
CREATE TRIGGER result_never_changes BEFORE UPDATE ON result
BEGIN SELECT RAISE(ABORT, 'result rows are only ever added'); END;
CREATE TRIGGER result_is_kept BEFORE DELETE ON result WHEN NOT EXISTS (
  SELECT 1 FROM forgetting WHERE forgetting.account = OLD.account AND forgetting.platform = OLD.platform)
BEGIN SELECT RAISE(ABORT, 'result rows are only ever added'); END;
CREATE TRIGGER request_never_changes BEFORE UPDATE ON request
BEGIN SELECT RAISE(ABORT, 'request rows are only ever added'); END;
CREATE TRIGGER request_is_kept BEFORE DELETE ON request WHEN NOT EXISTS (
  SELECT 1 FROM forgetting WHERE forgetting.account = OLD.account AND forgetting.platform = OLD.platform)
BEGIN SELECT RAISE(ABORT, 'request rows are only ever added'); END;
COMMIT;
