/**
 * A whole batch in one round trip. Appends come as columns, one entry per append in the order of their groups; what
 * belongs to an append points at it by its place. Answers with the groups that were not stored.
 *
 * Nearly always every group holds, so that is tried first, without looking at groups one by one. Only when a stream
 * has moved or a key was there before is each group judged on its own, in their order.
 */
export const APPEND_FUNCTION = `
CREATE OR REPLACE FUNCTION parlor.append(
  groups int[], names text[], epochs text[], expected bigint[], sizes int[], messages bigint[], last_ats bigint[],
  event_appends int[], seqs bigint[], actors text[], keys text[], prints bigint[], targets bigint[], bodies text[],
  revision_appends int[], revised_seqs bigint[], revised_bodies text[],
  redaction_appends int[], redacted_targets bigint[],
  snapshot_appends int[], snapshot_seqs bigint[], snapshot_states text[],
  summary_appends int[], summaries text[],
  deadline_appends int[], deadlines bigint[]
) RETURNS TABLE (not_stored int, first_seq bigint, first_json text, first_print bigint)
LANGUAGE plpgsql AS $$
DECLARE
  appends CONSTANT int := cardinality(groups);
  creates CONSTANT boolean := 0 = ANY (expected);
  found_names text[];
  found_ids bigint[];
  found_epochs text[];
  heads bigint[];
  ids bigint[];
  slots int[];
  fits boolean;
  stored CONSTANT "char" := 's';
  moved CONSTANT "char" := 'm';
  repeated CONSTANT "char" := 'r';
  verdicts "char"[] := array_fill(stored, ARRAY[groups[appends]]);
  repeats boolean[];
  based boolean[];
  i int := 1;
  next_group int;
  holds boolean;
BEGIN
  -- Every server locks in the order of names, so no two wait for each other. A row that is to be created is
  -- locked by the same pass that locks the others.
  IF creates THEN
    INSERT INTO parlor.streams (name, epoch, head)
    SELECT a.name, (array_agg(a.epoch ORDER BY a.place))[1], 0
    FROM unnest(names, epochs) WITH ORDINALITY AS a (name, epoch, place)
    GROUP BY a.name COLLATE "C", a.name ORDER BY a.name COLLATE "C"
    ON CONFLICT (name) DO UPDATE SET head = streams.head WHERE false;
  END IF;
  SELECT array_agg(s.name), array_agg(s.id), array_agg(s.epoch), array_agg(s.head)
  INTO found_names, found_ids, found_epochs, heads
  FROM (
    SELECT streams.name, streams.id, streams.epoch, streams.head FROM parlor.streams
    WHERE streams.name = ANY (names) ORDER BY streams.name FOR NO KEY UPDATE
  ) s;

  SELECT bool_and(s.slot IS NOT NULL AND s.epoch = a.epoch AND a.expected = s.head + a.before),
    array_agg(s.id ORDER BY a.place), array_agg(s.slot ORDER BY a.place)
  INTO fits, ids, slots
  FROM (
    SELECT u.*, coalesce(
      sum(u.size) OVER (PARTITION BY u.name ORDER BY u.place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0
    ) AS before
    FROM unnest(names, epochs, expected, sizes) WITH ORDINALITY AS u (name, epoch, expected, size, place)
  ) a
  LEFT JOIN unnest(found_names, found_ids, found_epochs, heads) WITH ORDINALITY AS s (name, id, epoch, head, slot)
    ON s.name = a.name COLLATE "C";

  WHILE true LOOP
    IF NOT fits THEN
      -- Only the first event of a group carries a key.
      SELECT array_agg(g.number IN (
        SELECT e.number FROM (
          SELECT groups[u.append] AS number, ids[u.append] AS stream, u.actor, u.key,
            row_number() OVER (PARTITION BY u.key, u.actor, ids[u.append] ORDER BY u.place) AS turn
          FROM unnest(event_appends, actors, keys) WITH ORDINALITY AS u (append, actor, key, place)
          WHERE u.key IS NOT NULL
        ) e
        LEFT JOIN parlor.events x ON x.key = e.key AND x.actor = e.actor AND x.stream = e.stream
        WHERE e.turn > 1 OR x.seq IS NOT NULL
      ) ORDER BY g.number) INTO repeats FROM generate_series(1, cardinality(verdicts)) AS g (number);

      WHILE i <= appends LOOP
        holds := true;
        next_group := i;
        WHILE next_group <= appends AND groups[next_group] = groups[i] LOOP
          IF slots[next_group] IS NOT NULL AND based[slots[next_group]] IS NULL THEN
            -- Otherwise another server brought the stream on, and may even have brought it to where a later group
            -- expects it, on top of something of ours that did not happen.
            based[slots[next_group]] := heads[slots[next_group]] = expected[next_group];
          END IF;
          holds := holds AND coalesce(
            based[slots[next_group]] AND heads[slots[next_group]] = expected[next_group]
              AND found_epochs[slots[next_group]] = epochs[next_group],
            false
          );
          next_group := next_group + 1;
        END LOOP;
        IF repeats[groups[i]] THEN
          verdicts[groups[i]] := repeated;
        ELSIF NOT holds THEN
          verdicts[groups[i]] := moved;
        ELSE
          FOR stored_append IN i .. next_group - 1 LOOP
            heads[slots[stored_append]] := heads[slots[stored_append]] + sizes[stored_append];
          END LOOP;
        END IF;
        i := next_group;
      END LOOP;
    END IF;

    BEGIN
      INSERT INTO parlor.events (stream, seq, print, target, actor, key, body)
      SELECT ids[e.append], e.seq, e.print, e.target, e.actor, e.key, e.body
      FROM unnest(event_appends, seqs, prints, targets, actors, keys, bodies)
        AS e (append, seq, print, target, actor, key, body)
      WHERE verdicts[groups[e.append]] = stored;
      EXIT;
    EXCEPTION WHEN unique_violation THEN
      IF NOT fits THEN RAISE; END IF;
      fits := false;
    END;
  END LOOP;

  UPDATE parlor.streams SET head = streams.head + a.size,
    messages = coalesce(a.messages, streams.messages), last_at = coalesce(a.last_at, streams.last_at)
  FROM (
    SELECT ids[u.place] AS id, sum(u.size) AS size, max(u.messages) AS messages, max(u.last_at) AS last_at
    FROM unnest(sizes, append.messages, last_ats) WITH ORDINALITY AS u (size, messages, last_at, place)
    WHERE verdicts[groups[u.place]] = stored GROUP BY 1
  ) a WHERE streams.id = a.id;

  IF cardinality(revision_appends) > 0 THEN
    UPDATE parlor.events SET now = r.body
    FROM (
      SELECT DISTINCT ON (ids[u.append], u.seq) ids[u.append] AS stream, u.seq, u.body
      FROM unnest(revision_appends, revised_seqs, revised_bodies) WITH ORDINALITY AS u (append, seq, body, place)
      WHERE verdicts[groups[u.append]] = stored ORDER BY ids[u.append], u.seq, u.place DESC
    ) r WHERE events.stream = r.stream AND events.seq = r.seq;
  END IF;

  IF cardinality(redaction_appends) > 0 THEN
    -- In an event's JSON "data" comes last, and within strings its quotes would be escaped.
    UPDATE parlor.events SET now =
      left(events.body, strpos(events.body, '"data":{') + 7) || '"target":' || events.target || '}}'
    FROM unnest(redaction_appends, redacted_targets) AS u (append, target)
    WHERE verdicts[groups[u.append]] = stored AND events.stream = ids[u.append] AND events.target = u.target
      AND strpos(events.body, '"type":"message_edited"') > 0;
  END IF;

  IF cardinality(snapshot_appends) > 0 THEN
    INSERT INTO parlor.snapshots (stream, seq, state)
    SELECT DISTINCT ON (ids[u.append]) ids[u.append], u.seq, u.state
    FROM unnest(snapshot_appends, snapshot_seqs, snapshot_states) AS u (append, seq, state)
    WHERE verdicts[groups[u.append]] = stored ORDER BY ids[u.append], u.seq DESC
    ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, state = excluded.state;
  END IF;

  IF cardinality(summary_appends) > 0 THEN
    INSERT INTO parlor.rooms (id, stream, kind, title, description, created_at, closed, listed, member_count, queue)
    SELECT DISTINCT ON (s ->> 'room') s ->> 'room', ids[u.append], s ->> 'kind', s ->> 'title', s ->> 'description',
      (s ->> 'createdAt')::bigint, (s ->> 'closed')::boolean, (s ->> 'listed')::boolean, (s ->> 'memberCount')::bigint,
      s ->> 'queue'
    FROM unnest(summary_appends, summaries) WITH ORDINALITY AS u (append, summary, place), CAST(u.summary AS json) AS s
    WHERE verdicts[groups[u.append]] = stored ORDER BY s ->> 'room', u.place DESC
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, description = excluded.description,
      closed = excluded.closed, listed = excluded.listed, member_count = excluded.member_count;
  END IF;

  IF cardinality(deadline_appends) > 0 THEN
    WITH latest AS (
      SELECT DISTINCT ON (ids[u.append]) ids[u.append] AS stream, u.at
      FROM unnest(deadline_appends, deadlines) AS u (append, at)
      WHERE verdicts[groups[u.append]] = stored ORDER BY ids[u.append], u.append DESC
    ), none AS (
      DELETE FROM parlor.deadlines USING latest WHERE deadlines.stream = latest.stream AND latest.at IS NULL
    )
    INSERT INTO parlor.deadlines (stream, at) SELECT latest.stream, latest.at FROM latest WHERE latest.at IS NOT NULL
    ON CONFLICT (stream) DO UPDATE SET at = excluded.at;
  END IF;

  IF fits THEN RETURN; END IF;

  IF creates THEN DELETE FROM parlor.streams WHERE streams.id = ANY (ids) AND streams.head = 0; END IF;
  RETURN QUERY
    SELECT g.number, x.seq, coalesce(x.now, x.body), x.print
    FROM generate_series(1, cardinality(verdicts)) AS g (number)
    LEFT JOIN unnest(event_appends, actors, keys) AS u (append, actor, key)
      ON verdicts[g.number] = repeated AND groups[u.append] = g.number AND u.key IS NOT NULL
    LEFT JOIN parlor.events x ON x.key = u.key AND x.actor = u.actor AND x.stream = ids[u.append]
    WHERE verdicts[g.number] <> stored ORDER BY g.number;
END
$$`;
