"""Alembic's entry point: runs the migrations in the transaction of `quiz.store.database.migrate`."""

from alembic import context

from quiz.store.database.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter most things in place
    transactional_ddl=False,  # the caller's transaction is the one that counts
)
context.run_migrations()
