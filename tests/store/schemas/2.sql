BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE folded (
        through INTEGER NOT NULL,
        PRIMARY KEY (through)
    );
INSERT INTO "folded" VALUES(4);
CREATE TABLE forgetting (
	account TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	PRIMARY KEY (account, platform)
);
CREATE TABLE news (
        id INTEGER NOT NULL,
        kind VARCHAR(16) NOT NULL,
        at VARCHAR(32) NOT NULL,
        practice BOOLEAN NOT NULL,
        watch BOOLEAN NOT NULL,
        platform TEXT NOT NULL,
        account TEXT,
        control TEXT,
        item TEXT,
        result INTEGER,
        "before" INTEGER,
        link TEXT,
        lines JSON NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(result) REFERENCES result (id)
    );
INSERT INTO "news" VALUES(1,'first','2026-11-22T16:45:00.123456+00:00',0,0,'linkedin','ada','generative-ai-improvement',NULL,1,NULL,NULL,'[]');
INSERT INTO "news" VALUES(2,'switched_off','2026-11-22T16:45:00.123456+00:00',0,0,'linkedin','ada','generative-ai-improvement',NULL,1,NULL,NULL,'[]');
INSERT INTO "news" VALUES(3,'came_back','2026-12-22T16:45:00.123456+00:00',0,0,'linkedin','ada','generative-ai-improvement',NULL,2,1,NULL,'[]');
INSERT INTO "news" VALUES(4,'first','2026-12-22T16:45:00.123456+00:00',0,0,'tumblr','ada','prevent-third-party-sharing','my-blog',3,NULL,NULL,'[]');
INSERT INTO "news" VALUES(5,'first','2026-12-23T16:45:00.123456+00:00',1,0,'linkedin','ada','generative-ai-improvement',NULL,4,NULL,NULL,'[]');
INSERT INTO "news" VALUES(6,'switched_off','2026-12-23T16:45:00.123456+00:00',1,0,'linkedin','ada','generative-ai-improvement',NULL,4,NULL,NULL,'[]');
CREATE TABLE notice (
        id INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        practice BOOLEAN NOT NULL,
        items INTEGER NOT NULL,
        ended VARCHAR(32),
        delivered BOOLEAN,
        PRIMARY KEY (id)
    );
CREATE TABLE occasion (
        id INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        practice BOOLEAN NOT NULL,
        platform TEXT NOT NULL,
        account TEXT,
        control TEXT,
        why TEXT NOT NULL,
        PRIMARY KEY (id)
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
	finished VARCHAR(32), watch BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "run" VALUES('01J0000000000000000000000A','run','0.1.0',0,'2026-11-22T16:45:00.123456+00:00','2026-11-22T16:45:09.123456+00:00',0);
INSERT INTO "run" VALUES('01J0000000000000000000000B','check','0.1.0',0,'2026-12-22T16:45:00.123456+00:00',NULL,0);
INSERT INTO "run" VALUES('01J0000000000000000000000C','run','0.1.0',1,'2026-12-23T16:45:00.123456+00:00',NULL,0);
CREATE TABLE schema (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema" VALUES(2);
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
CREATE TABLE standing (
        practice BOOLEAN NOT NULL,
        account TEXT NOT NULL,
        platform TEXT NOT NULL,
        control TEXT NOT NULL,
        item TEXT NOT NULL,
        readings INTEGER NOT NULL,
        last INTEGER NOT NULL,
        at VARCHAR(32) NOT NULL,
        outcome VARCHAR(32) NOT NULL,
        flow_version TEXT NOT NULL,
        status VARCHAR(16),
        known INTEGER,
        since VARCHAR(32),
        failures INTEGER NOT NULL,
        trouble VARCHAR(16),
        PRIMARY KEY (practice, account, platform, control, item)
    )
     WITHOUT ROWID;
INSERT INTO "standing" VALUES(0,'ada','linkedin','generative-ai-improvement','',2,2,'2026-12-22T16:45:00.123456+00:00','opted_in','2026-11-22','on',2,'2026-12-22T16:45:00.123456+00:00',0,NULL);
INSERT INTO "standing" VALUES(0,'ada','tumblr','prevent-third-party-sharing','my-blog',1,3,'2026-12-22T16:45:00.123456+00:00','already_out','2026-11-22','off',3,'2026-12-22T16:45:00.123456+00:00',0,NULL);
INSERT INTO "standing" VALUES(1,'ada','linkedin','generative-ai-improvement','',1,4,'2026-12-23T16:45:00.123456+00:00','opted_out','2026-11-22','off',4,'2026-12-23T16:45:00.123456+00:00',0,NULL);
CREATE TABLE told (
        news INTEGER NOT NULL,
        notice INTEGER,
        PRIMARY KEY (news),
        FOREIGN KEY(news) REFERENCES news (id) ON DELETE CASCADE,
        FOREIGN KEY(notice) REFERENCES notice (id)
    );
CREATE TABLE visit (
        practice BOOLEAN NOT NULL,
        account TEXT NOT NULL,
        platform TEXT NOT NULL,
        at VARCHAR(32) NOT NULL,
        PRIMARY KEY (practice, account, platform)
    );
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
CREATE INDEX standing_by_platform ON standing (practice, platform);
CREATE INDEX news_by_control ON news (account, platform, control);
CREATE INDEX news_by_kind ON news (kind, at);
CREATE INDEX news_by_result ON news (result);
CREATE INDEX occasion_by_time ON occasion (at);
CREATE TRIGGER news_never_changes BEFORE UPDATE ON news
    BEGIN SELECT RAISE(ABORT, 'news rows are only ever added'); END;
CREATE TRIGGER news_is_kept BEFORE DELETE ON news WHEN NOT EXISTS (
      SELECT 1 FROM forgetting WHERE forgetting.account = OLD.account AND forgetting.platform = OLD.platform)
    BEGIN SELECT RAISE(ABORT, 'news rows are only ever added'); END;
COMMIT;
