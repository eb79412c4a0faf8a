"""What `make run` prepares, and the cast without the demo's work. A program of its own."""

import django

django.setup()

from portal.demo.cast import seat_cast  # noqa: E402
from portal.startup import make_data_folder, prepare_database, prepare_static  # noqa: E402

make_data_folder()
prepare_static()
prepare_database(print)
seat_cast()
