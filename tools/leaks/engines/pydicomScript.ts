/**
 * What scripts around pydicom usually do: private attributes removed, names and listed identifiers replaced at all
 * levels, UIDs mapped.
 */
export const PYDICOM_SCRIPT = `
import sys, warnings
import pydicom
from pydicom.uid import generate_uid
warnings.simplefilter("ignore")
IDENTIFIERS = {
    "PatientID", "AccessionNumber", "StudyID", "OtherPatientIDs", "InstitutionName", "InstitutionAddress",
    "PatientAddress", "PatientTelephoneNumbers", "DeviceSerialNumber", "StationName", "PatientComments",
    "InstitutionalDepartmentName", "AdditionalPatientHistory", "PatientBirthName", "Occupation",
}
KEEP = {"SOPClassUID", "MediaStorageSOPClassUID", "TransferSyntaxUID", "ReferencedSOPClassUID",
        "ImplementationClassUID", "CodingSchemeUID", "MappingResourceUID"}
def change(data_set, element):
    if element.VR == "PN":
        element.value = "anonymous"
    elif element.keyword in IDENTIFIERS:
        element.value = ""
    elif element.VR == "DA":
        element.value = "19000101" if element.value else ""
    elif element.VR == "DT":
        element.value = "19000101000000" if element.value else ""
    elif element.VR == "UI" and element.keyword not in KEEP and element.value:
        values = element.value if element.VM > 1 else [element.value]
        mapped = [generate_uid(entropy_srcs=[str(one)]) for one in values]
        element.value = mapped if element.VM > 1 else mapped[0]
data_set = pydicom.dcmread(sys.argv[1])
data_set.remove_private_tags()
data_set.walk(change)
data_set.file_meta.MediaStorageSOPInstanceUID = data_set.SOPInstanceUID
data_set.save_as(sys.argv[2])
`;
