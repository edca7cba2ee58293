# SPDX-License-Identifier: GPL-3.0-or-later
"""What the add-on knows of the program and its jobs. Nothing here imports bpy: any Python runs and tests it."""
