"""Changes settings of a scene for a while, and puts every one back."""

FIRST = ("media_type", "file_format")


class KeptSettings:
    """Use it with `with`: what was set through it is as before afterwards, whatever happens.

    An animation of a setting rests meanwhile, because it would set the value again.
    """

    def __init__(self, scene):
        self.scene = scene
        self.undo = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        while self.undo:
            self.undo.pop()()

    def set(self, owner, name, value):
        """Sets a property that another Blender may not have."""
        if not hasattr(owner, name):
            return
        self.mute(owner.id_data, name)
        before = getattr(owner, name)
        self.undo.append(lambda: put(owner, name, before))
        put(owner, name, value)

    def mute(self, datablock, name):
        for curve in curves_of(datablock, name):
            if not curve.mute:
                self.undo.append(lambda curve=curve: setattr(curve, "mute", False))
                curve.mute = True

    def keep_format(self, settings):
        """Keeps the whole format: choosing another one changes depth, colours and views with it."""
        before = format_values(settings)
        for name in before:
            self.mute(settings.id_data, name)

        def restore():
            for name, value in before.items():
                put(settings, name, value)

        self.undo.append(restore)


def format_values(settings):
    """All that is chosen of a format, in the order in which it can be set again."""
    names = [
        p.identifier
        for p in settings.bl_rna.properties
        if not p.is_readonly and p.type not in ("POINTER", "COLLECTION")
    ]
    names.sort(key=lambda name: name not in FIRST)
    return {name: getattr(settings, name) for name in names}


def put(owner, name, value):
    if getattr(owner, name) != value:
        setattr(owner, name, value)


def curves_of(datablock, name):
    """The curves and drivers of an animation that set a property of that name."""
    curves = all_curves_of(datablock)
    return [c for c in curves if c.data_path.rpartition(".")[2].partition("[")[0] == name]


def all_curves_of(datablock):
    """Those of strips of the non-linear animation too."""
    animation = getattr(datablock, "animation_data", None)
    if animation is None:
        return []
    curves = list(animation.drivers)
    users = [animation]
    for track in animation.nla_tracks:
        users += all_strips(track.strips)
    for user in users:
        if user.action is not None:
            curves += curves_of_action(user.action, getattr(user, "action_slot", None))
    return curves


def all_strips(strips):
    for strip in strips:
        yield strip
        yield from all_strips(getattr(strip, "strips", ()))


def curves_of_action(action, slot):
    """From 4.4 on an action has curves for several users, each in a slot; before, all are for one."""
    if not hasattr(action, "slots"):
        return list(action.fcurves)
    return [
        curve
        for layer in action.layers
        for strip in layer.strips
        for bag in strip.channelbags
        if slot is not None and bag.slot_handle == slot.handle
        for curve in bag.fcurves
    ]


def has_strips(datablock):
    """Whether strips of the non-linear animation may set its properties."""
    animation = getattr(datablock, "animation_data", None)
    return animation is not None and any(
        not track.mute and len(track.strips) > 0 for track in animation.nla_tracks
    )
