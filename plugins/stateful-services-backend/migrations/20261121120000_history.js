// @ts-check

/**
 * What a set is known by: the name that people use and that outlives the object, and the uid that does not.
 *
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
function setColumns(table) {
  table.text('cluster').notNullable();
  table.text('set_uid').notNullable();
  table.text('namespace').notNullable();
  table.text('name').notNullable();
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('sets', table => {
    table.comment('The wanted state of each set as it was seen last');
    setColumns(table);
    table.integer('generation').notNullable();
    table.text('revision').notNullable();
    table.text('images').notNullable().comment('JSON array');
    table.integer('replicas').notNullable();
    table.dateTime('seen_at').notNullable().comment('First seen');
    table.dateTime('gone_at').nullable().comment('Seen to be deleted');
    table.primary(['cluster', 'set_uid']);
  });

  await knex.schema.createTable('changes', table => {
    table.comment('Changes of the wanted revision, images or replicas');
    table.text('id').primary();
    setColumns(table);
    table.integer('generation').notNullable();
    table.dateTime('at').notNullable();
    table.text('revision').notNullable();
    table.text('previous_revision').notNullable();
    table.text('images').notNullable().comment('JSON array');
    table.text('previous_images').notNullable().comment('JSON array');
    table.integer('replicas').notNullable();
    table.integer('previous_replicas').notNullable();
    table.text('author').nullable().comment('Who wrote it, where known');
    table.text('cause').nullable().comment('Why, where somebody said so');
    table.unique(['cluster', 'set_uid', 'generation'], {
      indexName: 'changes_once_idx',
    });
    table.index(['cluster', 'namespace', 'name', 'at'], 'changes_name_idx');
  });

  await knex.schema.createTable('rollouts', table => {
    table.text('id').primary();
    setColumns(table);
    table.text('revision').notNullable();
    table.integer('generation').notNullable();
    table.dateTime('started_at').notNullable();
    table.dateTime('ended_at').nullable();
    table.text('outcome').nullable().comment('completed, superseded, deleted');
    table.unique(['cluster', 'set_uid', 'revision', 'generation'], {
      indexName: 'rollouts_once_idx',
    });
    table.index(
      ['cluster', 'namespace', 'name', 'started_at'],
      'rollouts_name_idx',
    );
  });

  await knex.schema.createTable('replacements', table => {
    table.comment('What a rollout did to one member');
    setColumns(table);
    table.text('revision').notNullable();
    table.integer('generation').notNullable();
    table.integer('ordinal').notNullable();
    table.dateTime('stop_asked_at').nullable().comment('Of the old pod');
    table.dateTime('created_at').nullable().comment('Of the new pod');
    table.dateTime('available_at').nullable().comment('Of the new pod');
    table.primary(['cluster', 'set_uid', 'revision', 'generation', 'ordinal']);
    table.index(['cluster', 'namespace', 'name'], 'replacements_name_idx');
  });

  await knex.schema.createTable('findings', table => {
    table.text('id').primary();
    setColumns(table);
    table.text('rule').notNullable();
    table.integer('ordinal').notNullable().comment('-1 for the set as a whole');
    table.text('severity').notNullable();
    table.text('title').notNullable().comment('As it was said first');
    table.dateTime('opened_at').notNullable();
    table.dateTime('closed_at').nullable();
    table.index(
      ['cluster', 'namespace', 'name', 'opened_at'],
      'findings_name_idx',
    );
  });
  // A finding is open once, whoever opens it; PostgreSQL and SQLite spell this alike, and Knex does not for both.
  await knex.raw(
    'create unique index findings_open_once_idx on findings (cluster, set_uid, rule, ordinal) where closed_at is null',
  );

  await knex.schema.createTable('announcements', table => {
    table.comment('Sets whose owner has been told that they are in trouble');
    setColumns(table);
    table.dateTime('announced_at').notNullable();
    table.primary(['cluster', 'set_uid']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'announcements',
    'findings',
    'replacements',
    'rollouts',
    'changes',
    'sets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
